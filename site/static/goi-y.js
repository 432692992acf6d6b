/* Gợi ý khi đang gõ, dùng được hết bằng bàn phím (mẫu combobox của WAI-ARIA). Không có tệp này ô tìm vẫn là biểu mẫu thường. */
(function () {
  "use strict";
  var KINDS = { agency: "Cơ quan", document: "Văn bản", clause: "Điều khoản", phrase: "Tìm cụm từ" };

  function fromServer(words, address) {
    return window.fetch(address + "?q=" + encodeURIComponent(words), { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.json() : { suggestions: [] };
    }).then(function (found) { return found.suggestions; });
  }

  function attach(form, number) {
    var box = form.querySelector("input[name=q]"), address = form.getAttribute("data-goi-y");
    if (!box || !(window.PHANCAP_GOI_Y || window.fetch)) return; // bản xuất ra tệp có cách hỏi riêng, xem goi-y-tep.js
    var list = document.createElement("ul"), told = document.createElement("p");
    var kept = {}, shown = [], chosen = -1, waiting = 0, asked = "";
    list.id = "goi-y-" + number;
    list.className = "goi-y";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Gợi ý");
    list.hidden = true;
    told.className = "an";
    told.setAttribute("role", "status");
    box.parentNode.appendChild(list);
    form.appendChild(told);
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-controls", list.id);
    box.setAttribute("aria-expanded", "false");

    function close() { // cả câu đang hỏi dở cũng thôi: gợi ý đến muộn không mở lại
      window.clearTimeout(waiting);
      asked = "";
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }
    function choose(number) {
      var items = list.querySelectorAll("[role=option]");
      if (chosen >= 0 && items[chosen]) items[chosen].setAttribute("aria-selected", "false");
      chosen = number;
      if (chosen < 0 || !items[chosen]) return box.removeAttribute("aria-activedescendant");
      items[chosen].setAttribute("aria-selected", "true");
      items[chosen].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", items[chosen].id);
    }
    function part(name, words) {
      var node = document.createElement("span");
      node.className = name;
      node.textContent = words;
      return node;
    }
    function show(found) {
      shown = found;
      chosen = -1;
      box.removeAttribute("aria-activedescendant");
      list.textContent = "";
      found.forEach(function (one, at) {
        var item = document.createElement("li");
        item.id = list.id + "-" + at;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.appendChild(part("loai", KINDS[one.kind] || ""));
        item.appendChild(part("nhan-goi-y", one.label));
        if (one.note) item.appendChild(part("phu", one.note));
        item.addEventListener("mousedown", function (event) { event.preventDefault(); });
        item.addEventListener("click", function () { window.location.assign(one.url); });
        list.appendChild(item);
      });
      list.hidden = !found.length;
      box.setAttribute("aria-expanded", found.length ? "true" : "false");
      told.textContent = found.length ? found.length + " gợi ý, dùng mũi tên lên, xuống để chọn" : "";
    }
    function ask() {
      var words = box.value.trim();
      asked = words;
      if (words.length < 2) return close();
      if (kept[words]) return show(kept[words]);
      (window.PHANCAP_GOI_Y || fromServer)(words, address).then(function (found) {
        kept[words] = found;
        if (asked === words && document.activeElement === box) show(found);
      }, close);
    }
    box.addEventListener("input", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(ask, 120);
    });
    box.addEventListener("keydown", function (event) {
      var size = shown.length, open = !list.hidden;
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open) { if (event.key === "ArrowDown" && box.value.trim().length > 1) { event.preventDefault(); ask(); } return; }
        event.preventDefault();
        if (event.key === "ArrowDown") choose(chosen + 1 < size ? chosen + 1 : -1);
        else choose(chosen < 0 ? size - 1 : chosen - 1);
      } else if (event.key === "Enter" && open && chosen >= 0) {
        event.preventDefault();
        window.location.assign(shown[chosen].url);
      } else if (event.key === "Escape" && open) {
        event.preventDefault();
        close();
      }
    });
    box.addEventListener("blur", close);
    form.addEventListener("submit", close);
  }
  Array.prototype.forEach.call(document.querySelectorAll("form[data-goi-y]"), attach);
})();
