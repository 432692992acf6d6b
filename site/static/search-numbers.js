/* Tìm kiếm trong bản xuất ra tệp, phần 4: số văn bản và vị trí điều khoản trong điều đã gõ.
   Nhịp các bước giống indexer/typed_numbers.py và typed_addresses.py; sửa bên nào thì sửa cả bên kia. "r" là câu đang đọc (search-query.js). */
(function (S) {
  "use strict";
  var has = S.has, fold = S.fold, exact = S.exact, NUMBER = S.NUMBER, numberKey = S.numberKey, stripZeros = S.stripZeros, pathOf = S.pathOf, stepKey = S.stepKey, syllables = S.syllables;
  var TYPES = "nq|nd|qd|kh|ttr|ttlt|nqlt|tt|ct|cd|tb|kl|bc|cv|hd|vbhn|nghi quyet lien tich|nghi quyet|nghi dinh|quyet dinh|ke hoach|to trinh|thong tu lien tich|" +
    "thong tu|chi thi|cong dien|cong van|van ban hop nhat|thong bao so|ket luan so|huong dan so";
  var TYPE_CODES = { "nghi quyet": "nq", "nghi dinh": "nd", "quyet dinh": "qd", "ke hoach": "kh", "to trinh": "ttr", "thong tu": "tt", "chi thi": "ct", "cong dien": "cd", "cong van": "cv", "van ban hop nhat": "vbhn", "nghi quyet lien tich": "nqlt", "thong tu lien tich": "ttlt", "thong bao so": "tb", "ket luan so": "kl", "huong dan so": "hd" };
  var YEARLY = /\/(?:nd|nq|nqlt|qd|tt|ttlt)$/; // "nghị định 30/2020"; "kế hoạch 10/2025" có thể là của tháng 10
  var NO_LETTER = /^\d+[a-z]?\/(?:(?:nq|nd|qd|kh|ttr|tt|tb|kl|bc|hd|cd|vbhn|nqlt|ttlt|qh\d*)-|ct-(?:ubnd|ttg)(?!\w))/;
  var LEAD_IN = new RegExp("(?<!\\w)(?:(?:" + TYPES + "|bo luat|luat|phap lenh|thong bao|ket luan|huong dan|bao cao|quy che|quy dinh|van ban)\\s+)?(?:so\\s*:?\\s+)?$");
  var NUMBER_FIRST = new RegExp("(?<!\\w)(?<![\\divx][.,])(?<!dieu )(?<!khoan )(?<!diem )(?<!muc )(?<!chuong )(?<!phan )(?<!thang )(?<!quy )(?<number>\\d{1,5})(?:/(?<year>(?:19|20)\\d\\d)(?=[\\s/-]))?\\s*[-/]?\\s*(?<type>" + TYPES + ")(?!\\s*(?:so\\s*:?\\s*)?(?!(?:19|20)\\d\\d(?!\\d))\\d)(?:\\s*[-/]?\\s*(?<issuer>[a-z]{2,6}))?(?!\\w)", "gd");
  var TYPE_FIRST = new RegExp("(?<!\\w)(?<type>" + TYPES + ")(?:\\s?-\\s?(?<of>[a-z]{2,6})(?=\\s))?\\s*(?:so\\s*:?\\s*)?(?<number>\\d{1,5})(?:\\s?/\\s?(?<year>(?:19|20)\\d\\d)(?:\\s?/\\s?\\1(?=\\s?-))?)?(?:\\s*[-/]?\\s*(?<issuer>[a-z]{2,6}))?(?!\\w)(?!\\s*(?:ngay|thang|nam|quy)\\b)", "gd");
  var ITS_DAY = /\s*,?\s*(?:ban hanh |ky )?ngay \d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}| thang \d{1,2}(?: nam |\s?\/\s?)\d{4})(?!\w)/y; // "2859/QĐ-UBND ngày 3/12/2025"
  var YEAR_APART = /\s+(?:nam\s+)?((?:19|20)\d\d)(?![\w/])/y;
  var LAW = /(?<!\w)(?:bo luat|luat|phap lenh)\s+(?:so\s+)?(\d{1,3})\s?\/\s?((?:19|20)\d\d)(?!\s*\/)(?!\w)/g; // "luật 134/2025": 134/2025/QH15
  var STEP = /(?:(?<!\w)|(?<=\d)(?=(?:[dk]|dieu|khoan|muc)\d))(?<label>gach dau dong|gach|dau cong|diem|khoan|k\.?(?=\s?\d)|d\.?(?=\d)|dieu|tieu muc|muc|chuong|phan|dong)(?:\s+(?:(?<thu>thu)(?:\s+|(?=\d)))?|(?=\d))(?<number>\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivx]{1,5}|nhat|mot|hai|ba|bon|tu|nam|sau|bay|tam|chin|dd(?!\w)|[a-z]\d?)(?:(?!\w)|(?=(?:[dk]|dieu|khoan|muc)\d))|(?<!\w)(?<place>doan mo dau|doan ket(?:\s+thu\s+(?<nth>\d))?|noi nhan|phan ky|phan mo dau|(?:ai|nguoi) ky(?: ban hanh)?(?=\W*$|\s*\0|\s+(?:ke hoach|quyet dinh|nghi quyet|nghi dinh|thong tu|cong van|van ban)\b))(?!\w)/gd;
  var BEHIND_STEPS = "(?=[\\W\\0]*$|\\s*[,;\\0]|\\s+(?:va|hoac|den|khoan|diem|dieu|muc|chuong|phan|cua|tai|trong|bo|luat|nghi|quyet|thong|ke)(?!\\w))"; // "khoản 1 Điều 7, 30 ngày" thì thôi
  var AND_STEP = new RegExp("(?:\\s*(?:,|;)\\s*|\\s+(?:va|hoac)\\s+)(\\d{1,3}[a-z]?|[a-z]\\d?)(?!\\w)" + BEHIND_STEPS, "dy"); // "khoản 1, 2 và 4"
  var TO_STEP = new RegExp("(?:\\s*-\\s*|\\s+den(?:\\s+(?:khoan|diem|dieu|muc))?\\s+)(\\d{1,3})(?!\\w)" + BEHIND_STEPS, "y"); // "khoản 1 đến khoản 3"
  var MOST_STEPS = 20;
  var STEP_KINDS = { "gach dau dong": "indent", gach: "indent", "dau cong": "subindent", diem: "point", khoan: "para", dieu: "art", "tieu muc": "subsec", muc: "sec", chuong: "chp", phan: "part", dong: "row" };
  var STEP_LETTERS = { "gach dau dong": "gạch đầu dòng", diem: "điểm", khoan: "khoản", dieu: "điều", "tieu muc": "tiểu mục", muc: "mục", chuong: "chương", phan: "phần", dong: "dòng", "dau cong": "dấu cộng", gach: "gạch" };
  var PLACES = { "doan mo dau": "intro", "doan ket": "wrapup", "noi nhan": "recipients", "phan ky": "signature", "phan mo dau": "preamble", "ai ky": "signature", "nguoi ky": "signature", "ai ky ban hanh": "signature", "nguoi ky ban hanh": "signature" };
  var ORDINALS = { nhat: 1, mot: 1, hai: 2, ba: 3, tu: 4, bon: 4, nam: 5, sau: 6, bay: 7, tam: 8, chin: 9 };
  var ORDINAL_LETTERS = ["nhất", "một", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
  var RANKS = ["part", "chp", "sec", "subsec", "art", "para", "point", "indent", "subindent", "row", "intro", "wrapup"];

  S.readNumbers = function (r) {
    var COUNTS = S.COUNTS;
    var number = function (key, a, b) {
      b = a + r.typed.slice(a, b).trimEnd().length;
      if (!r.q.numbers.includes(key)) r.q.numbers.push(key);
      var year = /\/\s?((?:19|20)\d\d)(?!\d)/.exec(fold(r.left).slice(a, b));
      YEAR_APART.lastIndex = b;
      var apart = year ? null : YEAR_APART.exec(fold(r.left)), names = S.documentNames().names;
      if (apart && (has(names, key) ? names[key] : []).some(function (d) { return S.documents()[d][0].endsWith("-" + apart[1]); })) { // "nđ 30 2020"
        year = apart;
        b += apart[0].length;
      }
      r.q.numbered[key] = { words: r.typed.slice(a, b).trim(), year: year ? year[1] : "" };
      r.note("Số văn bản: " + r.typed.slice(a, b).trim(), a, b);
      ITS_DAY.lastIndex = b; // the day says which decision it is, and no time that is asked for
      r.take(a, ITS_DAY.test(fold(r.left)) ? ITS_DAY.lastIndex : b);
    };
    var letter = function (begins) { // "công văn 5443" là 5443/CT-CS
      var keys = Object.keys(S.documentNames().names).filter(function (k) { return k.startsWith(begins) && k.includes("-") && !NO_LETTER.test(k); });
      return keys.length === 1 ? keys[0] : null;
    };
    var isNumber = function (key) { return COUNTS.numbers.has(key) || has(S.documentNames().names, key); };
    Array.from(fold(r.left).matchAll(NUMBER)).forEach(function (m) {
      var before = LEAD_IN.exec(fold(r.left).slice(0, m.index));
      number(numberKey(m), before ? before.index : m.index, m.index + m[0].length);
    });
    [NUMBER_FIRST, TYPE_FIRST].forEach(function (form) {
      Array.from(fold(r.left).matchAll(form)).forEach(function (m) {
        var g = m.groups, key = stripZeros(g.number) + "/" + (has(TYPE_CODES, g.type) ? TYPE_CODES[g.type] : g.type), all = m.index + m[0].length;
        var end = g.issuer ? m.indices.groups.issuer[0] : all; // "qđ-ubnd 2859", "2859 qđ ubnd"
        if (g.issuer && isNumber(key + "-" + g.issuer)) number(key + "-" + g.issuer, m.index, all);
        else if (g.of && isNumber(key + "-" + g.of)) number(key + "-" + g.of, m.index, end);
        else if ((!g.of && isNumber(key)) || (g.year && YEARLY.test(key))) number(key, m.index, end);
        else if (key.endsWith("/cv") && letter(key.slice(0, -2))) number(letter(key.slice(0, -2)), m.index, end);
      });
    });
    Array.from(fold(r.left).matchAll(LAW)).forEach(function (m) {
      var names = S.documentNames().names, begins = m[1].replace(/^0+/, "") + "/qh";
      var keys = Object.keys(names).filter(function (k) { return k.startsWith(begins) && names[k].some(function (d) { return S.documents()[d][0].endsWith("-" + m[2]); }); });
      if (keys.length === 1) number(keys[0], m.index, m.index + m[0].length);
    });
  };

  S.readAddress = function (r) {
    var D = S.D, COUNTS = S.COUNTS;
    address();

    function address() {
      var eid = /(?<!\w)(?:sec|art|chp|part|para|point)_\w+/.exec(r.left), found = new Map(), said = new Map(), spans = [];
      if (eid) {
        r.q.address = pathOf(eid[0]).map(function (s) { return [s]; });
        r.note("Vị trí: " + eid[0], eid.index, eid.index + eid[0].length);
        r.take(eid.index, eid.index + eid[0].length);
        return;
      }
      var letters = exact(r.left), dotted = /(?<!\w)(?:muc\s+)?([ivx]{1,5})\.(\d{1,2})(?:\.?([a-z]))?(?!\w|\.\d)/d.exec(fold(r.left));
      if (dotted) {
        found.set("sec", [stepKey("sec", dotted[1])]);
        found.set("para", ["para_" + dotted[2]]);
        if (dotted[3]) found.set("point", ["point_" + letters[dotted.indices[3][0]].replace("đ", "dd")]);
        spans.push([dotted.index, dotted.index + dotted[0].length]);
        r.take(dotted.index, dotted.index + dotted[0].length);
      }
      Array.from(fold(r.left).matchAll(STEP)).forEach(function (m) {
        if (spans.length && m.index < spans[spans.length - 1][1]) return; // "khoản 3" of "khoản 1 đến khoản 3"
        var readings = step(m, letters);
        if (!readings) return;
        var kind = readings[0].split("_")[0], dot = readings[0].indexOf("-"), more = [[], m.index + m[0].length];
        if (kind === "art" && dot > 0) { // "điều 5.2" là khoản 2 Điều 5
          if (!found.has("para")) found.set("para", ["para_" + readings[0].slice(dot + 1)]);
          readings = [readings[0].slice(0, dot)];
        }
        if (kind === "art" || kind === "para" || kind === "point") more = further(m, kind, letters);
        found.set(kind, Array.from(new Set((found.get(kind) || []).concat(readings, more[0]))));
        if (!said.has(kind)) said.set(kind, syllables(fold(m[0])).slice(-2).map(function (s) { return s[0]; }).join("_"));
        spans.push([m.index, more[1]]);
      });
      if (!spans.length) return;
      spans.sort(function (a, b) { return a[0] - b[0]; });
      var without = r.typed;
      spans.slice().reverse().forEach(function (s) { without = without.slice(0, s[0]) + " " + without.slice(s[1]); r.take(s[0], s[1]); });
      r.note("Vị trí: " + spans.map(function (s) { return r.typed.slice(s[0], s[1]); }).join(" "), 0, 0, without.replace(/ ,/g, " ").split(/\s+/).filter(Boolean).join(" "));
      byOtherNames(found);
      var rank = function (s) { var r = RANKS.indexOf(s[0].split("_")[0]); return r < 0 ? 99 : r; };
      r.q.address = Array.from(found.values()).sort(function (a, b) { return rank(a) - rank(b); });
      r.q.addressPairs = r.q.address.map(function (s) { return said.get(s[0].split("_")[0]) || ""; });
    }

    /* "khoản 1, 2 và 4", "khoản 1 đến khoản 3": các bước còn lại, và chỗ chúng hết. */
    function further(m, kind, letters) {
      var line = fold(r.left), end = m.index + m[0].length, from = +m.groups.number, list = [], to, other;
      var at = function (pattern) { pattern.lastIndex = end; return pattern.exec(line); };
      if ((to = at(TO_STEP)) && /^\d+$/.test(m.groups.number) && from < +to[1] && +to[1] <= from + MOST_STEPS) {
        for (var n = from + 1; n <= +to[1]; n++) list.push(kind + "_" + n);
        end += to[0].length;
      }
      var lettered = kind === "point" && /^\p{L}+$/u.test(m.groups.number);
      while ((other = at(AND_STEP)) && /^\p{L}+$/u.test(other[1]) === lettered) {
        list.push(kind + "_" + (kind === "point" ? letters.slice(other.indices[1][0], other.indices[1][1]).replace("đ", "dd") : other[1]));
        end += other[0].length;
      }
      return [list, end];
    }

    /* Điều đứng dưới "III.", người ta gọi là Phần III cũng như Mục III; "3." dưới nó là Mục 3 cũng như Khoản 3. */
    function byOtherNames(found) {
      if (!found.has("part")) return;
      var number = found.get("part")[0].slice(5), inside = found.has("sec") ? found.get("sec")[0].slice(4) : null;
      if (inside !== null && (found.has("para") || !/^\d+$/.test(inside))) return;
      found.set("part", ["part_" + number, "sec_" + number]);
      if (inside !== null) found.set("sec", ["para_" + inside, "sec_" + inside]);
    }

    function step(m, letters) {
      var g = m.groups;
      if (g.place) {
        var name = PLACES[g.place.replace(/\s+thu\s+\d/, "")];
        return [g.nth && g.nth !== "1" ? name + "_" + g.nth : name];
      }
      var span = m.indices.groups, label = g.label, num = g.number, typedLabel = letters.slice(span.label[0], span.label[1]);
      if (label === "k" || label === "k.") label = "khoan";
      if (label === "d" || label === "d.") { // "k1 đ37"
        var dots = num.includes(".") && r.q.numbers.length > 0; // "d8.2 nd 30/2020"
        if (typedLabel[0] !== "đ" && !dots && !/(?<!\w)k\.?\s?\d/.test(fold(r.typed))) return null;
        label = typedLabel = "dieu";
      }
      var meantLabel = STEP_LETTERS[label].split(" "); // a wrong mark is forgiven that makes no word ("đièu 7")
      if (typedLabel.split(" ").some(function (t, i) { return t !== fold(t) && t !== meantLabel[i] && COUNTS.exact.has(t); })) return null;
      if (r.vni() && !/\s/.test(m[0])) return null;
      var before = fold(r.left).slice(0, m.index).split("\0").pop().split(/\s+/).filter(Boolean).pop();
      if (before && has(D.noSteps, before + " " + label) && insideWord(m, letters, D.noSteps[before + " " + label])) return null;
      var kind = STEP_KINDS[label];
      if (kind === "point") {
        var letter = letters.slice(span.number[0], span.number[1]);
        if (letter === "d") return r.q.marked ? ["point_d"] : ["point_d", "point_dd"];
        if (letter === "dd") return ["point_dd"]; // "đ" gõ còn sót
        return /^(?:[a-zđ]\d?|\d+(?:\.\d+)*)$/.test(letter) ? ["point_" + letter.replace("đ", "dd")] : null;
      }
      if (has(ORDINALS, num) && (g.thu ? saysWhich(m, letters) : kind === "indent")) num = String(ORDINALS[num]);
      var roman = /^[ivx]+$/.test(num), lettered = (kind === "sec" || kind === "part") && num.length === 1 && letters[span.number[0]] === num; // not "phần ở"
      if (!(/^\d/.test(num) || (roman && ["sec", "part", "chp", "subsec"].includes(kind)) || lettered)) return null;
      return [stepKey(kind, num.replace(/\./g, "-"))];
    }

    /* "tài khoản 3" không phải khoản 3; "quy định tại khoản 3" thì phải. */
    function insideWord(m, letters, word) {
      var typedWord = letters.slice(0, m.index).split(/\s+/).filter(Boolean).pop(), wanted = word.split(" ")[0];
      if (typedWord !== fold(typedWord) || wanted === fold(wanted)) return typedWord === wanted;
      return !/^\W*(?:dieu|muc|phan|chuong)\s+[\divx]/.test(fold(r.left).slice(m.index + m[0].length));
    }
    /* "khoản thứ tư" nói khoản nào; "khoản thu từ việc" thì không. */
    function saysWhich(m, letters) {
      var at = m.indices.groups, thu = letters.slice(at.thu[0], at.thu[1]), num = letters.slice(at.number[0], at.number[1]);
      if (letters.slice(m.index, m.index + m[0].length) !== m[0]) return thu === "thứ" && (ORDINAL_LETTERS.includes(num) || num === fold(num));
      return num !== "tu" || /^\W*(?:$|(?:dieu|muc|phan|chuong|cua|trong|tai|luat|nghi|quyet)(?!\w))/.test(fold(r.left).slice(m.index + m[0].length));
    }
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
