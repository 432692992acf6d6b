// Whether what has the focus is covered by something else (WCAG 2.2, 2.4.11): its words where at most one of four of its points is seen.
(() => {
  const e = document.activeElement, r = e.getBoundingClientRect();
  if (!r.width || e === document.body || r.height > innerHeight / 2) return null;
  const middle = r.left + r.width / 2, points = [[middle, r.top + r.height / 2], [r.left + Math.min(6, r.width / 2), r.top + r.height / 2], [middle, r.bottom - 3], [middle, r.top + 3]];
  const seen = points.filter(([x, y]) => { const top = document.elementFromPoint(x, y); return top && (e.contains(top) || top.contains(e)); });
  return seen.length < 2 ? [e.tagName, (e.innerText || e.name || "").slice(0, 60), Math.round(r.top)] : null;
})()
