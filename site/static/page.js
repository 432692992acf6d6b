/* Phần thêm khi có JavaScript: sao chép trích dẫn, mở sẵn mục lục trên màn hình rộng, việc đã qua hạn, ngày in. */
(function () {
  "use strict";
  var all = function (selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); };

  /* Cách chép của một nút: nút nói đã chép hay chưa, một lúc sau lại như cũ. Chữ trong "node" được chọn sẵn khi không chép được (van-ban.js cũng dùng). */
  window.PHANCAP_CHEP = function (button, label) {
    var words = label.textContent, back = 0;
    button.setAttribute("aria-live", "polite");
    function told(done) {
      label.textContent = done ? "Đã sao chép" : "Hãy nhấn Ctrl+C";
      window.clearTimeout(back);
      back = window.setTimeout(function () { label.textContent = words; }, 2500);
    }
    return function (text, node) {
      var byHand = function () { // không có bảng nhớ tạm của trình duyệt: qua một ô chữ, cùng lắm thì chọn sẵn chữ
        var box = document.createElement("textarea"), done;
        box.className = "an";
        box.value = text;
        box.setAttribute("readonly", "");
        document.body.append(box);
        box.select();
        try { done = document.execCommand("copy"); } catch (error) { done = false; }
        box.remove();
        button.focus();
        if (!done && node) selectIn(node);
        told(done);
      };
      if (!navigator.clipboard) return byHand();
      navigator.clipboard.writeText(text).then(function () { told(true); }, byHand);
    };
  };
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
    var copy = window.PHANCAP_CHEP(button, button.querySelector("span") || button);
    button.addEventListener("click", function () {
      var law = document.getElementById(button.getAttribute("data-kem")); // cùng nội dung của điều khoản
      var text = link ? node.href : node.textContent + (law ? ": “" + law.textContent.trim() + "”" : "");
      copy(text, node);
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
