// The page of a result: sections, each of parts, and the settings.
const data = JSON.parse(document.getElementById('data').textContent);

/** A table of more rows is made when it is opened. */
const MANY = 60;
const table = (part) => sortable(part.caption, part.head, part.rows);

const PARTS = {
  text: (part) => part.lines.map((line) => h('p', null, line)),
  pages: (part) => h('ul', null, part.folders.filter((name) => /^[a-z]+$/.test(name)).map((name) =>
    h('li', null, h('a', {href: name + '/index.html'}, name)))),
  gallery: (part) => part.rows.map(gallery),
  strip: (part) => strip(part),
  lines: (part) => lines(part),
  heat: (part) => squares(part),
  table: (part) => part.rows.length > MANY ? lazily(part.caption + ' (' + part.rows.length + ' rows)', () => table(part)) : table(part),
  cards: (part) => cards(part, (inside) => PARTS[inside.kind](inside)),
  catalogue: (part) => catalogue(part, (inside) => PARTS[inside.kind](inside))};

function section(id, heading, ...children) {
  add(document.getElementById('contents'), h('li', null, h('a', {href: '#' + id}, heading)));
  return h('section', {'aria-labelledby': id}, h('h2', {id}, heading), children);
}

document.title = visible(data.title);
add(document.getElementById('title'), data.title);
add(document.getElementById('lead'), data.lead);
add(document.getElementById('main'), [data.sections.map((one, i) => section('section' + i, one.heading,
  one.text && h('p', null, one.text),
  h('div', {class: one.parts.every((part) => part.kind === 'heat') ? 'side' : null}, one.parts.map((part) => PARTS[part.kind](part))))),
data.settings.length > 0 && section('settings', 'Settings', plain('They give the same numbers again', ['name', 'value'], data.settings))]);
document.documentElement.dataset.ready = 'true';
