/* WCAG 2.2, 2.5.8: what is touched is at least 24 px wide and high, or a circle of 24 px around its middle meets no other target. Links in a
   sentence are left out, as the rule does. Gives [the target, its size, what it is too near to]. */
() => {
  const LEAST = 24, SLACK = 0.5;
  const targets = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea")].filter((e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && style.opacity !== "0" && !e.disabled && !e.closest(".an");
  });
  const boxes = targets.map((e) => [...e.getClientRects(), ...(e.closest("label") ? e.closest("label").getClientRects() : [])]);
  const large = boxes.map((of) => of.some((b) => b.width >= LEAST - SLACK && b.height >= LEAST - SLACK));
  const letters = (e) => e.textContent.replace(/\s+/g, "").length;
  function inSentence(e) {
    if (getComputedStyle(e).display !== "inline") return false;
    let block = e.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    return letters(block) > [...block.querySelectorAll("a, button")].reduce((sum, link) => sum + letters(link), 0);
  }
  function away(box, x, y) { return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)); }
  const found = [];
  targets.forEach((e, i) => {
    if (large[i] || inSentence(e)) return;
    const box = e.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    const near = targets.find((other, j) => {
      if (j === i || other.contains(e) || e.contains(other)) return false;
      const its = other.getBoundingClientRect(), circles = Math.hypot(its.x + its.width / 2 - x, its.y + its.height / 2 - y) < LEAST - SLACK;
      return boxes[j].some((b) => away(b, x, y) < LEAST / 2 - SLACK) || (!large[j] && circles);
    });
    if (near) found.push([e.outerHTML.slice(0, 120), Math.round(box.width) + "x" + Math.round(box.height), near.outerHTML.slice(0, 80)]);
  });
  return found;
}
