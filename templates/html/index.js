(function () {
  "use strict";
  var table = document.getElementById("table-areas");
  if (!table) return;
  var body = table.tBodies[0], rows = Array.from(body.rows);
  var form = document.querySelector(".controls"), find = document.getElementById("find");
  var region = document.getElementById("region"), found = document.getElementById("found");
  var order = document.getElementById("sorted").dataset.order.split("|");
  function filter() {
    var wanted = find.value.trim().toLowerCase().split(/\s+/), shown = 0;
    rows.forEach(function (row) {
      var name = row.cells[0].textContent.toLowerCase();
      var named = wanted.every(function (word) { return name.indexOf(word) >= 0; });
      var there = !region.value || row.cells[1].textContent.trim() === region.value;
      row.hidden = !(named && there);
      if (!row.hidden) shown += 1;
    });
    found.textContent = shown + " " + (shown === 1 ? found.dataset.one : found.dataset.many);
  }
  function key(row, at) {
    var cell = row.cells[at], value = cell.dataset.value;
    if (value !== undefined) return Number(value);
    var words = cell.textContent.trim().toLowerCase(), rank = order.indexOf(words);
    return rank >= 0 ? rank : words;
  }
  function compare(a, b, down) {
    var known = (typeof a === "number") - (typeof b === "number");
    if (known) return -known; // [x] and [z] stand last, whichever way
    var ascending = typeof a === "number" ? a - b : a.localeCompare(b, "en-GB");
    return down ? -ascending : ascending;
  }
  function sort(heading, at) {
    var down = heading.getAttribute("aria-sort") === "ascending";
    Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(function (a, b) { return compare(key(a, at), key(b, at), down); });
    rows.forEach(function (row) { body.appendChild(row); });
  }
  Array.from(table.tHead.rows[0].cells).forEach(function (heading, at) {
    var button = document.createElement("button");
    button.type = "button";
    while (heading.firstChild) button.appendChild(heading.firstChild);
    heading.appendChild(button);
    button.addEventListener("click", function () { sort(heading, at); });
  });
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  find.addEventListener("input", filter);
  region.addEventListener("change", filter);
  filter();
})();
