(function () {
  "use strict";
  var table = document.getElementById("table-areas");
  if (!table) return;
  var body = table.tBodies[0], rows = Array.from(body.rows);
  var form = document.querySelector(".controls"), find = document.getElementById("find");
  var region = document.getElementById("region"), found = document.getElementById("found");
  function filter() {
    var wanted = find.value.trim().toLowerCase(), shown = 0;
    rows.forEach(function (row) {
      var named = row.cells[0].textContent.toLowerCase().indexOf(wanted) >= 0;
      var there = !region.value || row.cells[1].textContent.trim() === region.value;
      row.hidden = !(named && there);
      if (!row.hidden) shown += 1;
    });
    found.textContent = shown + " " + found.dataset.words;
  }
  function key(row, at) {
    var cell = row.cells[at], value = cell.dataset.value;
    return value === undefined ? cell.textContent.trim().toLowerCase() : Number(value);
  }
  function compare(a, b) {
    var known = (typeof a === "number") - (typeof b === "number");
    if (known) return -known; // figures before words such as [x]
    return typeof a === "number" ? a - b : a.localeCompare(b, "en-GB");
  }
  function sort(heading, at) {
    var down = heading.getAttribute("aria-sort") === "ascending";
    Array.from(table.tHead.rows[0].cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort(function (a, b) { return (down ? -1 : 1) * compare(key(a, at), key(b, at)); });
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
