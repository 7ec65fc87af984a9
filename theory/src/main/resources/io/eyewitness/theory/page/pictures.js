// Pictures: galleries, strips with a slider, cards.
const PALETTE = ['yes', 'part', 'no'];

/** A picture whose caption says what it shows. */
function picture(one) {
  const [first, ...more] = one.caption;
  return h('figure', null, h('img', {src: one.source, alt: one.caption.join(', '), class: one.isSmall ? 'pixels' : null}),
    h('figcaption', null, h('b', null, first), more.map((line) => [h('br'), line])));
}

/** Pictures side by side. */
function gallery(row) {
  return [row.heading && h('h3', null, row.heading), h('div', {class: 'tiles'}, row.pictures.map(picture))];
}

/** Rows of pictures that change in steps: one step large, all of them small, and a slider for the step. */
function strip(part) {
  let index = part.steps.length - 1;
  const said = h('span', {role: 'status'});
  const rows = part.rows.map((row) => ({row, large: h('div', null), small: row.pictures.map((one, i) => h('img', {src: one.source, alt: '',
    class: one.isSmall ? 'pixels' : null, onclick: () => go(i)}))}));
  const control = slider(0, part.steps.length - 1, 1, index, (value) => go(value));
  const go = (step) => {
    index = step;
    control.value = step;
    control.setAttribute('aria-valuetext', visible(part.steps[step]));
    said.textContent = visible(part.steps[step]);
    rows.forEach(({row, large, small}) => {
      large.replaceChildren(picture(row.pictures[step]));
      small.forEach((one, i) => one.classList.toggle('chosen', i === step));
    });
  };
  go(index);
  return h('div', {class: 'strip'}, h('p', {class: 'controls'}, labelled('Step of the optimization:', control), said),
    h('div', {class: 'tiles'}, rows.map(({row, large, small}) => h('div', {class: 'film'}, row.heading !== row.pictures[0].caption[0] && h('h4', null, row.heading), large,
      h('div', {class: 'frames'}, small)))));
}

/** What a card says below its title. */
function found(card, inside, tone) {
  return [card.text.map((line) => h('p', null, line)),
    card.rows.length > 0 && wide('What was found of ' + card.title, h('table', null, h('thead', null, h('tr', null, ['part', 'number', 'says'].map((name) => h('th', {scope: 'col'}, name)))),
      h('tbody', null, card.rows.map((row) => h('tr', null, h('th', {scope: 'row'}, row.name), h('td', null, row.value),
        h('td', {class: row.word ? tone(row.word) : null}, row.word ?? '–')))))),
    card.parts.map(inside)];
}

/** Cards that are sorted and filtered by what was found. */
function cards(part, inside) {
  const tone = (word) => PALETTE[Math.min(PALETTE.length - 1, Math.max(0, part.words.indexOf(word)))];
  const made = part.cards.map((card) => ({card, element: h('article', {class: 'card'}, h('h3', null, h('span', {class: 'badge ' + tone(card.word)}, card.word), ' ', card.title),
    found(card, inside, tone))}));
  const box = h('div', {class: 'cards'});
  const count = h('span', {class: 'faint', role: 'status'});
  let wanted = '';
  let order = 'given';
  const show = () => {
    const kept = made.filter(({card}) => !wanted || card.word === wanted);
    const worst = (one, other) => part.words.indexOf(other.card.word) - part.words.indexOf(one.card.word);
    box.replaceChildren(...(order === 'given' ? kept : [...kept].sort(worst)).map(({element}) => element));
    count.textContent = kept.length + ' of ' + made.length + ' cards';
  };
  show();
  return h('div', null, h('p', {class: 'controls'}, labelled('Show', choice([['', 'all'], ...part.words.map((word) => [word, word])], (value) => {
    wanted = value;
    show();
  }, '')), labelled('Order', choice([['given', 'as listed'], ['worst', 'worst first']], (value) => {
    order = value;
    show();
  }, 'given')), count), box);
}
