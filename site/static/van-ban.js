/* Khi đọc văn bản: mục lục đi theo chỗ đang đọc, sao chép trích dẫn của từng điều khoản, xem điều khoản được dẫn ngay tại chỗ.
   Không có tệp này mọi liên kết vẫn dẫn đến nơi của chúng. */
(function () {
  "use strict";
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };
  var body = document.querySelector(".than-van-ban");

  /* Mục lục đi theo chỗ đang đọc. */
  function follow() {
    var outline = document.querySelector(".muc-luc"), told = document.querySelector("[data-dang-doc]");
    if (!body || !outline || !window.IntersectionObserver) return;
    var entries = {}, now = null, above = null, of = new Map(); // điều khoản → mục của nó trong mục lục
    all("a", outline).forEach(function (link) {
      if (link.getAttribute("href").charAt(0) === "#") entries[decodeURIComponent(link.hash.slice(1))] = link;
    });
    all(".dk", body).forEach(function (clause) {
      above = entries[clause.id] || above;
      of.set(clause, above);
    });
    function reached(link) {
      if (!link || link === now) return;
      if (now) now.removeAttribute("aria-current");
      now = link;
      link.setAttribute("aria-current", "true");
      if (told) told.textContent = link.textContent;
      if (outline.matches(":hover, :focus-within")) return; // whoever looks for something in the outline is not pulled away
      var box = outline.getBoundingClientRect(), at = link.getBoundingClientRect();
      if (outline.scrollHeight > outline.clientHeight && (at.top < box.top + 40 || at.bottom > box.bottom - 40)) {
        outline.scrollTop += at.top - box.top - box.height / 3;
      }
    }
    var watch = new IntersectionObserver(function (seen) {
      seen.forEach(function (one) { if (one.isIntersecting) reached(of.get(one.target)); });
    }, { rootMargin: "-12% 0px -86% 0px" });
    of.forEach(function (_, clause) { watch.observe(clause); });
    var narrow = window.matchMedia("(max-width: 74.99rem)"), fold = outline.querySelector("details"), list = outline.querySelector("ol");
    if (fold && list) fold.addEventListener("toggle", function () { // trên máy nhỏ: mở ra là thấy ngay chỗ đang đọc, không phải từ đầu
      if (fold.open && narrow.matches && now) list.scrollTop += now.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    });
    outline.addEventListener("click", function (event) {
      if (event.target.closest("a") && narrow.matches && fold) fold.open = false;
    });
  }

  /* Một nút sao chép, đến bên điều khoản mà người đọc đang trỏ, chạm hoặc đứng ở đó bằng bàn phím. */
  function copying() {
    if (!body) return;
    var button = document.createElement("button"), at = null;
    button.type = "button";
    button.className = "chep-tai-cho";
    button.textContent = "Sao chép trích dẫn";
    var copy = window.PHANCAP_CHEP(button, button); // page.js
    function come(event) {
      var clause = event.target.closest && event.target.closest(".dk");
      if (!clause || clause === at) return;
      var link = clause.querySelector(".lien-ket");
      if (!link || document.activeElement === button) return;
      at = clause;
      button.textContent = "Sao chép trích dẫn";
      link.parentNode.insertBefore(button, link.nextSibling);
    }
    button.addEventListener("click", function () {
      var link = at.querySelector(".lien-ket"), own = link.getAttribute("aria-label");
      /* phần ban hành kèm theo có dấu "!" trong địa chỉ: "khoản 7 Điều 2 Quy chế ban hành kèm theo Quyết định …" */
      var within = /!|%21/.test(link.getAttribute("href")) && !/kèm theo$/.test(own) ? " ban hành kèm theo " : " ";
      copy(own + within + body.getAttribute("data-ten"));
    });
    body.addEventListener("mouseover", come);
    body.addEventListener("focusin", come);
    body.addEventListener("touchstart", come, { passive: true });
  }

  /* Điều khoản được dẫn hiện ngay tại chỗ khi trỏ hoặc đến bằng bàn phím; phím Esc đóng lại. */
  function citing() {
    var card = document.createElement("div"), now = null, timer = 0, kept = {};
    card.className = "the-trich";
    card.id = "the-trich";
    card.hidden = true;
    card.setAttribute("role", "tooltip");
    document.body.appendChild(card);

    function hide() {
      window.clearTimeout(timer);
      if (now) now.removeAttribute("aria-describedby");
      now = null;
      card.hidden = true;
    }
    function later() { window.clearTimeout(timer); timer = window.setTimeout(hide, 250); }
    function part(name, words) {
      var node = document.createElement("p");
      node.className = name;
      node.textContent = words;
      return node;
    }
    function show(link, title, texts) {
      if (now !== link || !texts.length) return;
      card.textContent = "";
      card.appendChild(part("vi-tri", title));
      texts.forEach(function (one) { if (one) card.appendChild(part("luat", one)); });
      card.hidden = false;
      link.setAttribute("aria-describedby", card.id);
      var box = link.getBoundingClientRect(), wide = document.documentElement.clientWidth;
      var left = Math.max(8, Math.min(box.left, wide - card.offsetWidth - 8));
      var under = box.bottom + 6 + card.offsetHeight < window.innerHeight || box.top < card.offsetHeight + 12;
      card.style.left = left + window.scrollX + "px";
      card.style.top = (under ? box.bottom + 6 : box.top - 6 - card.offsetHeight) + window.scrollY + "px";
    }
    function words(nodes) {
      return nodes.map(function (n) { return n.textContent.trim(); }).filter(Boolean).slice(0, 12);
    }
    function onThisPage(link) {
      if (!body) return null;
      var same = all(".lien-ket", body).filter(function (a) { return a.href === link.href; })[0];
      var clause = same && same.closest(".dk");
      if (!clause) return null;
      var after = function (node) { return node.nextElementSibling || (node.parentNode.nextElementSibling || {}).firstElementChild; };
      var texts = all(".tieu-de, .tieu-de-dau, .luat", clause), next = after(clause);
      while (next && next.id.indexOf(clause.id + "__") === 0 && texts.length < 8) {
        texts = texts.concat(all(".tieu-de, .luat", next));
        next = after(next);
      }
      return { title: same.getAttribute("aria-label"), texts: words(texts) };
    }
    function read(page) {
      var found = new DOMParser().parseFromString(page, "text/html");
      var title = found.querySelector("h1.dia-chi"), of = found.querySelector(".cua-van-ban");
      if (!title) return { title: "", texts: [] };
      var texts = all(".dieu-khoan .tieu-de-luat, .dieu-khoan .luat, .ben-duoi .tieu-de-luat, .ben-duoi .luat", found);
      return { title: title.textContent + (of ? ", " + of.textContent : ""), texts: words(texts) };
    }
    function open(link) {
      window.clearTimeout(timer);
      if (now === link) return;
      hide();
      now = link;
      timer = window.setTimeout(function () {
        var name = link.getAttribute("data-ten"); /* cả một văn bản: tên, trích yếu có sẵn ở liên kết */
        if (name) return show(link, name, [link.getAttribute("data-trich")]);
        var here = kept[link.href] || onThisPage(link);
        if (here) { kept[link.href] = here; return show(link, here.title, here.texts); }
        if (!window.fetch || window.location.protocol === "file:") return;
        window.fetch(link.href, { credentials: "same-origin" }).then(function (answer) { return answer.ok ? answer.text() : ""; }).then(function (page) {
          kept[link.href] = read(page);
          show(link, kept[link.href].title, kept[link.href].texts);
        }, function () { kept[link.href] = { title: "", texts: [] }; });
      }, 180);
    }
    /* Liên kết tới một văn bản khác, hoặc tới một điều khoản: …/van-ban/MÃ/ĐIỀU_KHOẢN/ (bản xuất thêm index.html). */
    function clauseLink(event) {
      var link = event.target.closest && event.target.closest("a.dan-chieu, .dan-den a");
      return link && (link.getAttribute("data-ten") || /\/van-ban\/[^/]+\/[^/]+\/(index\.html)?$/.test(link.href.split("#")[0])) ? link : null;
    }
    document.addEventListener("mouseover", function (event) {
      if (card.contains(event.target)) return window.clearTimeout(timer);
      var link = clauseLink(event);
      if (link) open(link); else if (now) later();
    });
    document.addEventListener("focusin", function (event) { var link = clauseLink(event); if (link) open(link); else if (now) hide(); });
    document.addEventListener("keydown", function (event) { if (event.key === "Escape" && !card.hidden) hide(); });
    window.addEventListener("beforeprint", hide);
  }

  /* Trỏ vào một nhiệm vụ thì sáng đúng những chữ của điều khoản đã giao việc đó. */
  function evidence() {
    var text = document.querySelector(".dieu-khoan .chu-goc");
    if (!text || !window.CSS || !CSS.highlights || !window.Highlight) return;
    function place(offset) {
      var walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT), left = offset, node;
      while ((node = walk.nextNode())) {
        var size = Array.from(node.data).length; /* vị trí đếm theo ký tự Unicode */
        if (left <= size) return [node, Array.from(node.data).slice(0, left).join("").length];
        left -= size;
      }
      return null;
    }
    function light(event) {
      var one = event.target.closest(".mot-viec");
      CSS.highlights.delete("can-cu");
      if (!one || event.type === "mouseleave" || event.type === "focusout") return;
      var ends = one.getAttribute("data-khoang").split(" ").map(Number), a = place(ends[0]), b = place(ends[1]);
      if (!a || !b) return;
      var range = new Range();
      range.setStart(a[0], a[1]);
      range.setEnd(b[0], b[1]);
      CSS.highlights.set("can-cu", new Highlight(range));
    }
    all(".mot-viec").forEach(function (one) {
      ["mouseenter", "mouseleave", "focusin", "focusout"].forEach(function (name) { one.addEventListener(name, light); });
    });
  }

  follow();
  evidence();
  copying();
  citing();
})();
