// Tables that sort and filter.

/** A plain table; a cell is an element, a text or a number. */
function plain(caption, head, rows) {
  return h('table', null, caption && h('caption', null, caption),
    h('thead', null, h('tr', null, head.map((name) => h('th', {scope: 'col'}, name)))),
    h('tbody', null, rows.map((row) => h('tr', null, row.map((value, i) =>
      i === 0 ? h('th', {scope: 'row'}, shown(value)) : h('td', {class: typeof value === 'number' ? 'number' : null}, shown(value)))))));
}

function shown(value) {
  return typeof value === 'number' ? number(value) : value;
}

/** A table of texts and numbers whose headings sort it and whose field filters it. */
function sortable(caption, head, rows) {
  const body = h('tbody');
  const count = h('span', {class: 'faint', role: 'status'});
  let order = null;
  let wanted = '';
  const cells = rows.map((row) => ({row, text: row.map(shown).join(' ').toLowerCase(),
    element: h('tr', null, row.map((value) => h('td', {class: typeof value === 'number' ? 'number' : null}, shown(value))))}));
  const show = () => {
    let kept = cells.filter((cell) => cell.text.includes(wanted));
    if (order) {
      const {column, sign} = order;
      kept = [...kept].sort((one, other) => sign * compare(one.row[column], other.row[column]));
    }
    body.replaceChildren(...kept.map((cell) => cell.element));
    count.textContent = kept.length + ' of ' + cells.length + ' rows';
  };
  const headings = head.map((name, column) => {
    const heading = h('th', {scope: 'col'}, h('button', {type: 'button', onclick: () => {
      const sign = order && order.column === column ? -order.sign : 1;
      order = {column, sign};
      headings.forEach((other) => other.removeAttribute('aria-sort'));
      heading.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      show();
    }}, name));
    return heading;
  });
  const filter = h('input', {type: 'search', oninput: (event) => {
    wanted = event.target.value.toLowerCase();
    show();
  }});
  show();
  return h('div', null, h('p', {class: 'controls'}, labelled('Filter:', filter), count),
    wide(caption, h('table', {class: 'sortable'}, h('caption', null, caption), h('thead', null, h('tr', null, headings)), body)));
}

function compare(one, other) {
  return typeof one === 'number' && typeof other === 'number' ? one - other : String(one).localeCompare(String(other), 'en', {numeric: true});
}
