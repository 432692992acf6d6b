/* Trang của địa chỉ cũ: chuyển đến địa chỉ hiện nay, giữ phần neo (#…) mà thẻ refresh sẽ bỏ mất. */
(function () {
  "use strict";
  var link = document.getElementById("den");
  if (link) window.location.replace(link.href + window.location.hash);
})();
