// A catalogue: many things with pictures and numbers, some of them shown at a time, and one of them whole.
const TOGETHER = 120;
const NAMES = new Intl.Collator('en', {numeric: true});

/** Makes canvases with pictures of sheets. A sheet is decoded when one of its pictures is first shown. */
function sheets(part) {
  const decoded = new Map();
  const sheet = (number) => {
    if (!decoded.has(number)) {
      const image = new Image();
      image.src = part.files[number].source;
      decoded.set(number, image.decode().then(() => image));
    }
    return decoded.get(number);
  };
  const each = part.across * part.across;
  const margin = Math.floor((part.cell - part.side) / 2);
  return (number, attributes) => {
    const canvas = h('canvas', {width: part.side, height: part.side, class: part.isSmall ? 'pixels' : null, ...attributes});
    const place = number % each;
    sheet(Math.floor(number / each)).then((image) => {
      canvas.getContext('2d').drawImage(image, place % part.across * part.cell + margin, Math.floor(place / part.across) * part.cell + margin,
        part.side, part.side, 0, 0, part.side, part.side);
      canvas.dataset.drawn = 'true';
    }, () => {});
    return canvas;
  };
}

/** The order of entries by one of their numbers; those without it come last. */
function byNumber(column, sign) {
  return (one, other) => {
    const [a, b] = [one.numbers[column], other.numbers[column]];
    return a === null || b === null ? (a === null) - (b === null) : sign * (a - b);
  };
}

function catalogue(part, inside) {
  const pictured = sheets(part.pictures);
  const exampled = sheets(part.examples);
  const names = part.entries.map((entry) => entry.name.toLowerCase());
  const orders = [['given', 'as listed', null], ['name', 'name', (one, other) => NAMES.compare(one.name, other.name)],
    ...part.columns.flatMap((column, i) => [[i + '-', column + ', largest first', byNumber(i, -1)], [i + '+', column + ', smallest first', byNumber(i, 1)]])];
  const wanted = {text: '', group: '', order: 'given', column: '0', from: '', to: ''};
  let kept = [];
  let page = 0;
  const box = h('div', null);
  const said = h('span', {role: 'status'});
  const at = h('input', {type: 'number', min: 1, value: 1, onchange: () => turn(Number(at.value) - 1)});
  const of = h('span', null);
  const dialog = whole();

  const passes = (entry, i) => names[i].includes(wanted.text.trim().toLowerCase()) && (wanted.group === '' || entry.group === Number(wanted.group))
    && (wanted.from === '' || entry.numbers[wanted.column] >= Number(wanted.from) && entry.numbers[wanted.column] !== null)
    && (wanted.to === '' || entry.numbers[wanted.column] <= Number(wanted.to) && entry.numbers[wanted.column] !== null);
  const choose = (name) => (value) => {
    wanted[name] = value;
    kept = part.entries.filter(passes);
    const order = orders.find(([key]) => key === wanted.order)[2];
    if (order) kept.sort(order);
    turn(0);
  };
  const pages = () => Math.max(1, Math.ceil(kept.length / TOGETHER));

  function turn(to) {
    page = Math.min(pages() - 1, Math.max(0, Math.floor(to) || 0));
    const first = page * TOGETHER;
    const some = kept.slice(first, first + TOGETHER);
    const rows = wanted.order === 'given' ? part.groups.map((group, i) => [group, some.filter((entry) => entry.group === i)]) : [['', some]];
    box.replaceChildren();
    add(box, rows.filter(([, entries]) => entries.length > 0).map(([group, entries]) =>
      [group && h('h3', null, group), h('div', {class: 'sheet'}, entries.map(tile))]));
    said.textContent = kept.length === 0 ? 'nothing is like that' : (first + 1) + ' to ' + (first + some.length) + ' of ' + kept.length
      + (kept.length === part.entries.length ? '' : ' that fit, ' + part.entries.length + ' in all');
    at.value = page + 1;
    at.max = pages();
    of.textContent = ' of ' + pages();
    [back, forth].forEach((some, i) => some.forEach((button) => button.disabled = page === (i === 0 ? 0 : pages() - 1)));
  }

  /** An entry in the contact sheet. */
  function tile(entry) {
    const column = parseInt(wanted.order);
    return h('button', {type: 'button', onclick: () => dialog.show(kept.indexOf(entry))},
      entry.pictures.length > 0 ? pictured(entry.pictures[0], {'aria-hidden': 'true'}) : h('span', {class: 'none'}, 'no picture'),
      h('b', null, entry.name), column >= 0 && h('small', null, entry.numbers[column] === null ? '–' : number(entry.numbers[column])));
  }

  /** The dialog with all of an entry. */
  function whole() {
    const element = h('dialog', {'aria-labelledby': 'entry-title', onkeydown: (event) => {
      const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
      if (step && event.target.tagName !== 'INPUT') show(shown + step);
    }});
    let shown = 0;
    const show = (index) => {
      if (index < 0 || index >= kept.length) return;
      shown = index;
      const entry = kept[index];
      const step = (text, by) => h('button', {type: 'button', disabled: index + by < 0 || index + by >= kept.length, onclick: () => show(index + by)}, text);
      release(element);
      element.replaceChildren();
      add(element, [h('div', {class: 'bar'}, h('h2', {id: 'entry-title', tabindex: -1}, entry.name),
        h('p', {class: 'controls'}, step('Previous', -1), ' ', step('Next', 1), ' ', h('button', {type: 'button', onclick: () => element.close()}, 'Close'))),
      h('p', {class: 'faint'}, part.groups[entry.group]), entry.text.map((line) => h('p', null, line)),
      h('div', {class: 'whole'}, h('div', {class: 'tiles'}, entry.pictures.map((one, i) => pictured(one, {role: 'img', 'aria-label': entry.name + ', picture ' + (i + 1)}))),
        plain('Numbers', ['number', 'value'], part.columns.map((column, i) => [column, entry.numbers[i] ?? '–']))),
      entry.examples.length > 0 && [h('h3', null, 'Examples'), h('div', {class: 'tiles'}, entry.examples.map((one) =>
        h('figure', {class: 'example'}, exampled(one.picture, {role: 'img', 'aria-label': one.caption}), h('figcaption', null, one.caption))))],
      entry.card && [h('h3', null, 'Inspection: ', entry.card.word), found(entry.card, inside, () => null)]]);
      if (!element.open) element.showModal();
      element.scrollTop = 0;
      document.getElementById('entry-title').focus();
    };
    return {element, show};
  }

  const pager = (text, to) => h('button', {type: 'button', onclick: () => turn(to())}, text);
  const back = [pager('First', () => 0), pager('Previous', () => page - 1)];
  const forth = [pager('Next', () => page + 1), pager('Last', () => pages() - 1)];
  const field = (name, type) => h('input', {type, step: 'any', oninput: (event) => choose(name)(event.target.value)});
  const element = h('div', {class: 'catalogue'},
    h('p', {class: 'controls'}, labelled('Search', field('text', 'search')),
      labelled(part.grouping, choice([['', 'all'], ...part.groups.map((group, i) => [String(i), group])], choose('group'), '')),
      labelled('Order', choice(orders, choose('order'), 'given'))),
    part.columns.length > 0 && h('p', {class: 'controls'}, labelled('Only where', choice(part.columns.map((column, i) => [String(i), column]), choose('column'), '0')),
      labelled('is at least', field('from', 'number')), labelled('and at most', field('to', 'number'))),
    h('nav', {class: 'controls', 'aria-label': 'Pages of the contact sheet'}, back, labelled('Page', at), of, forth, said),
    box, dialog.element);
  choose('order')('given');
  return element;
}
