// Elements of the page. All text becomes text nodes: whatever it says, it is never markup.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text as it is shown: characters that cannot be seen, or that change how others are displayed, are spelled out. */
function visible(text) {
  return String(text).replace(HIDDEN, (c) => c === '\n' ? c
    : c.split('').map((unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0')).join(''));
}

/** An element with attributes (those named on... are listeners) and children: elements, or anything else as text. */
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : visible(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(visible(child)));
  }
}

const MATH = new Set(['mrow', 'mi', 'mn', 'mo', 'mtext', 'msub', 'mfrac']);

/** A formula from its tree. */
function math(tree) {
  const build = ([name, ...children]) => {
    const element = document.createElementNS('http://www.w3.org/1998/Math/MathML', MATH.has(name) ? name : 'mtext');
    children.forEach((child) => element.append(Array.isArray(child) ? build(child) : document.createTextNode(visible(child))));
    return element;
  };
  const root = document.createElementNS('http://www.w3.org/1998/Math/MathML', 'math');
  root.append(build(tree));
  return root;
}

/** A number with four digits. */
function number(value) {
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return size < 1e-3 || size >= 1e6 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

function fraction(text) {
  const [over, under] = text.split('/').map(Number);
  return under === undefined ? over : over / under;
}

/** A region that scrolls sideways, and so can be reached by keyboard. */
function wide(label, child) {
  return h('div', {class: 'wide', role: 'region', tabindex: 0, 'aria-label': label}, child);
}

function details(title, ...children) {
  return h('details', null, h('summary', null, title), ...children);
}

/** What is shown only when it is opened, which takes time to make. */
function lazily(title, make) {
  const element = details(title);
  element.addEventListener('toggle', () => {
    if (element.open && element.children.length === 1) add(element, [make()]);
  });
  return element;
}

let ids = 0;

function labelled(text, control) {
  control.id = control.id || 'control' + (++ids);
  return [h('label', {for: control.id}, text, ' ', control)];
}

function choice(options, change, value) {
  const select = h('select', {onchange: () => change(select.value)});
  options.forEach(([key, text]) => select.append(h('option', {value: key, selected: key === value}, text)));
  return select;
}

function slider(min, max, step, value, change) {
  return h('input', {type: 'range', min, max, step, value, oninput: (event) => change(Number(event.target.value))});
}
