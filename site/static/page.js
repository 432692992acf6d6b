/* Phần thêm khi có JavaScript: sao chép trích dẫn, sáng hàng cột của bảng, mở sẵn mục lục trên màn hình rộng, ngày in. */
(function () {
  "use strict";
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };

  function copied(button, done) {
    var label = button.querySelector("span") || button, words = label.textContent;
    label.textContent = done ? "Đã sao chép" : "Hãy nhấn Ctrl+C";
    button.setAttribute("aria-live", "polite");
    window.setTimeout(function () { label.textContent = words; }, 2500);
  }
  function selectIn(node) {
    var range = document.createRange(), selection = window.getSelection();
    range.selectNodeContents(node);
    selection.removeAllRanges();
    selection.addRange(range);
  }
  all("[data-sao-chep], [data-sao-chep-dia-chi]").forEach(function (button) {
    var link = button.getAttribute("data-sao-chep-dia-chi");
    var node = document.getElementById(link || button.getAttribute("data-sao-chep"));
    if (!node) return;
    button.addEventListener("click", function () {
      var law = document.getElementById(button.getAttribute("data-kem")); // cùng nội dung của điều khoản
      var text = link ? node.href : node.textContent + (law ? ": “" + law.textContent.trim() + "”" : "");
      var fallback = function () { // không có bảng nhớ tạm của trình duyệt: qua một ô chữ, cùng lắm thì chọn sẵn chữ
        var box = document.createElement("textarea"), done = false;
        box.className = "an";
        box.value = text;
        document.body.append(box);
        box.select();
        try { done = document.execCommand("copy"); } catch (error) { done = false; }
        box.remove();
        button.focus();
        if (!done) selectIn(node);
        copied(button, done);
      };
      if (!navigator.clipboard) return fallback();
      navigator.clipboard.writeText(text).then(function () { copied(button, true); }, fallback);
    });
  });

  var wide = window.matchMedia("(min-width: 75rem)");
  var folded = all(".muc-luc details, .loc-gap");
  function fit() { folded.forEach(function (d) { d.open = wide.matches; }); }
  if (folded.length) {
    if (wide.matches) fit();
    if (wide.addEventListener) wide.addEventListener("change", fit);
  }

  function today() {
    var now = new Date(), two = function (n) { return (n < 10 ? "0" : "") + n; };
    return { words: two(now.getDate()) + "/" + two(now.getMonth() + 1) + "/" + now.getFullYear(),
      iso: now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()) };
  }
  all("[data-het]").forEach(function (node) {
    if (node.getAttribute("data-het") < today().iso) {
      node.textContent = node.classList.contains("tinh-trang") ? "đã qua" : ", đã qua";
    }
  });
  var closed = [];
  window.addEventListener("beforeprint", function () {
    var words = "In ngày " + today().words, page = document.documentElement;
    all("body [data-ngay-in]").forEach(function (node) { node.textContent = words; });
    page.setAttribute("data-ngay-in", words + " · ");
    if (/^http/.test(location.protocol) && !page.hasAttribute("data-noi") && page.getAttribute("data-dia-chi").indexOf("://") < 0) {
      page.setAttribute("data-noi", location.href.replace(/#.*/, ""));
    }
    closed = all("details:not([open])");
    closed.forEach(function (d) { d.open = true; });
  });
  window.addEventListener("afterprint", function () { closed.forEach(function (d) { d.open = false; }); });
})();
