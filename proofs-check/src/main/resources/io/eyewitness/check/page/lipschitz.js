// The region in which the side of an L-Lipschitz function can be told, theory.md section 4.
const NORMS = {
  l1: (x, y) => Math.abs(x[0] - y[0]) + Math.abs(x[1] - y[1]),
  l2: (x, y) => Math.hypot(x[0] - y[0], x[1] - y[1]),
  linf: (x, y) => Math.max(Math.abs(x[0] - y[0]), Math.abs(x[1] - y[1]))};
const CELLS = 81;

/** For a and b with minimum 0 and maximum 1: 0 undecided, 1 surely not above the middle, 2 surely not below; and the largest error. */
function region(a, b, norm, lipschitz) {
  const distance = NORMS[norm];
  const cells = [];
  let error = 0;
  for (let j = 0; j < CELLS; j++) {
    for (let i = 0; i < CELLS; i++) {
      const x = [(i + 0.5) / CELLS, (j + 0.5) / CELLS];
      const A = lipschitz * distance(x, a);
      const B = lipschitz * distance(x, b);
      cells.push(A <= 0.5 ? 1 : B <= 0.5 ? 2 : 0);
      error = Math.max(error, (Math.min(1, A) - Math.max(0, 1 - B)) / 2);
    }
  }
  return {cells, error, share: cells.filter((cell) => cell > 0).length / cells.length, steepness: lipschitz * distance(a, b)};
}

function lipschitzRegion() {
  const state = {a: [0.25, 0.25], b: [0.75, 0.75], norm: 'l2', lipschitz: 2};
  const text = h('p', {role: 'status'});
  let now;
  const picture = chart('The unit square with a, b and the part in which the side can be told', () => heat(now.cells, CELLS,
    [['a', state.a], ['b', state.b]],
    {type: 'piecewise', pieces: [{value: 1, label: 'not above the middle', color: color('one')}, {value: 2, label: 'not below', color: color('two')},
      {value: 0, label: 'cannot be told', color: color('not')}]},
    (one) => one.seriesIndex === 1 ? one.name + ' = (' + one.value.map(number).join(', ') + ')'
      : 'x = (' + number((one.value[0] + 0.5) / CELLS) + ', ' + number((one.value[1] + 0.5) / CELLS) + '): '
        + ['cannot be told', 'surely not above the middle', 'surely not below the middle'][one.value[2]]), 'square');
  const show = () => {
    now = region(state.a, state.b, state.norm, state.lipschitz);
    text.replaceChildren();
    add(text, ['L·|a − b| = ' + number(now.steepness) + ' R. ', now.steepness < 1 - 1e-9
      ? 'It is below R, so no L-Lipschitz function has this visualization.'
      : 'The side can be told at ' + number(Math.round(1000 * now.share) / 10) + ' % of the square (of a grid of ' + CELLS + ' by ' + CELLS + ' inputs). The best'
        + ' decoder, (U + l)/2, errs by up to ' + number(now.error) + ' R; where the side can be told, by at most R/4.']);
    picture.draw();
  };
  const coordinate = (point, i) => {
    const control = slider(0, 1, 1 / 64, state[point][i], (value) => {
      state[point][i] = value;
      show();
    });
    control.dataset.point = point + i;
    return labelled(point + (i + 1), control);
  };
  const controls = h('div', {class: 'controls'},
    h('p', null, labelled('norm', choice([['l1', 'l1'], ['l2', 'l2'], ['linf', 'l-infinity']], (value) => {
      state.norm = value;
      show();
    }, state.norm))),
    h('p', null, labelled('L', slider(0.5, 8, 0.125, state.lipschitz, (value) => {
      state.lipschitz = value;
      length.textContent = ' ' + number(value);
      show();
    }))),
    h('p', null, coordinate('a', 0), coordinate('a', 1)), h('p', null, coordinate('b', 0), coordinate('b', 1)));
  const length = h('span', null, ' ' + state.lipschitz);
  controls.querySelectorAll('label')[1].append(length);
  drag(picture, state, (point) => {
    [0, 1].forEach((i) => controls.querySelector('[data-point=' + point + i + ']').value = state[point][i]);
    show();
  });
  show();
  return h('div', {class: 'side'}, picture, h('div', null, controls, text));
}

/** Lets a pointer move the nearer of a and b. */
function drag(picture, state, moved) {
  let held = null;
  const at = (event) => {
    const box = picture.getBoundingClientRect();
    const finder = {xAxisIndex: 1, yAxisIndex: 1};
    return picture.engine().convertFromPixel(finder, [event.clientX - box.left, event.clientY - box.top]);
  };
  picture.addEventListener('pointerdown', (event) => {
    const x = at(event);
    held = ['a', 'b'].find((point) => NORMS.l2(x, state[point]) < 0.06) ?? null;
    if (held) picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener('pointermove', (event) => {
    if (!held) return;
    state[held] = at(event).map((value) => Math.min(1, Math.max(0, Math.round(64 * value) / 64)));
    moved(held);
  });
  picture.addEventListener('pointerup', () => held = null);
}

/** The decidable share for opposite vertices as L grows, by dimension. */
function shareChart() {
  let norm = 'l2';
  const picture = chart('The share of the cube at which the side can be told, by L|a - b|/R, one line a dimension: it falls as L grows', () => ({
    grid: {left: 70, right: 30, top: 40, bottom: 45}, legend: {}, tooltip: {trigger: 'axis',
      formatter: (all) => tip('L|a - b|/R = ' + number(all[0].value[0]), ...all.map((one) => one.seriesName + ': ' + number(one.value[1])))},
    xAxis: {type: 'value', min: 1, name: 'L |a − b| / R'}, yAxis: {type: 'log', name: 'share', nameGap: 50, axisLabel: {formatter: number}},
    series: data.shares.filter((one) => one.norm === norm).map((one) => ({name: 'd = ' + one.dimension, type: 'line', symbolSize: 5, data: one.points}))}));
  return h('div', null, h('h3', null, 'The share that can be told, for opposite vertices a and b'),
    h('p', {class: 'controls'}, labelled('norm', choice([['l1', 'l1'], ['l2', 'l2'], ['linf', 'l-infinity']], (value) => {
      norm = value;
      picture.draw();
    }, norm))), picture,
    lazily('The numbers', () => sortable('Decidable shares', ['norm', 'd', 'L|a - b|/R', 'share'],
      data.shares.flatMap((one) => one.points.map(([steepness, share]) => [one.norm, one.dimension, steepness, share])))));
}
