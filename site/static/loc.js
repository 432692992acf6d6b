/* Ô lọc của danh sách văn bản trong bản xuất ra tệp (trên máy chủ ô này là biểu mẫu thường): gõ đến đâu, văn bản khớp hiện đến đó. */
(function () {
  "use strict";
  var form = document.querySelector("[data-loc]");
  if (!form || !window.PHANCAP_VAN_BAN) return;
  var box = form.querySelector("input"), list = document.createElement("ul"), told = document.createElement("p"), turn = 0;
  told.setAttribute("role", "status");
  told.className = "phu";
  list.className = "danh-sach";
  form.hidden = false;
  form.after(told, list);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  function show(found) {
    list.textContent = "";
    told.textContent = found === null ? "" : found.length ? "Có " + found.length + " văn bản khớp." : "Không có văn bản nào có số, tên hoặc trích yếu như vậy.";
    (found || []).forEach(function (one) {
      var item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("span");
      link.href = one.url;
      link.textContent = one.label;
      note.className = "phu";
      note.textContent = one.note ? " " + one.note : "";
      item.append(link, note);
      list.append(item);
    });
  }
  box.addEventListener("input", function () {
    var mine = turn += 1;
    window.PHANCAP_VAN_BAN(box.value, form.getAttribute("data-loc")).then(function (found) { if (mine === turn) show(found); }, function () {
      if (mine === turn) told.textContent = "Chưa đọc được danh sách; hãy tải lại trang.";
    });
  });
})();
