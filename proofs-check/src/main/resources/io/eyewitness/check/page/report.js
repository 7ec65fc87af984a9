// The page: each section is filled where there are data for it.
const data = JSON.parse(document.getElementById('data').textContent);

function reveal(id, title) {
  document.getElementById(id).hidden = false;
  add(document.getElementById('contents'), h('li', null, h('a', {href: '#' + id}, title)));
}

/** The rows of our own beside the first table, or beside the second. */
function ownGrid(help) {
  const rows = data.report.own.rows.filter((row) => row.help === help);
  return rows.length > 0 && grid('Rows of our own, not in the paper', data.report.own.cells.filter((cell) => cell.help === help), rows, [['eps*', 'epsStar']]);
}

/** A table of classes by notions. */
function grid(caption, cells, rows, more) {
  const notions = [...new Set(cells.map((cell) => cell.notion))];
  const first = [data.report.cells ?? [], data.report.own.cells.filter((cell) => !cell.help)].flat();
  const changed = (cell) => !first.includes(cell)
    && first.some((one) => one.class === cell.class && one.notion === cell.notion && one.verdict !== cell.verdict);
  return wide(caption, h('table', {class: 'answers'}, h('caption', null, caption),
    h('thead', null, h('tr', null, ['class', ...notions, ...more.map(([name]) => name)].map((name) => h('th', {scope: 'col'}, name)))),
    h('tbody', null, rows.map((row) => {
      const about = data.rows.find((one) => one.class === row.class);
      return h('tr', null, h('th', {scope: 'row'}, (about.number ? about.number + '. ' : '') + about.title),
        notions.map((notion) => {
          const cell = cells.find((one) => one.class === row.class && one.notion === notion);
          const [kind, word] = answer(cell);
          return h('td', {class: 'cell'}, opener(cell, kind, h('b', null, word + (cell.holds ? '' : ' !')),
            h('small', null, level(cell), changed(cell) && h('span', null, ' · changed'))));
        }),
        more.map(([, key]) => h('td', null, row[key])));
    }))));
}

function legend(cells) {
  const levels = [...new Set(cells.map((cell) => cell.level).filter(Boolean))];
  return h('div', null, data.formal.map((line) => h('p', null, line)), h('p', {class: 'legend'}, h('span', null, h('span', {class: 'badge yes'}, 'Yes'), 'understood'),
      h('span', null, h('span', {class: 'badge no'}, 'No'), 'no decoder can do it'),
      h('span', null, h('span', {class: 'badge part'}, 'only for small L'), 'for one visualization, and if L is small')),
    data.readings && h('p', null, data.readings),
    h('p', null, 'How each answer is known stands below it: ', levels.map((name) => [h('b', null, name), ': ', LEVELS[name], '; ']),
      cells.some((cell) => level(cell).includes('Coq')) && [h('b', null, 'Coq recorded'), ': besides, ', LEVELS['formal, recorded'], '; '],
      'eps* is the best error, as a share of the range, that any decoder can guarantee: 1/2 is what always answering the middle guarantees, so it says that the'
      + ' visualization is worth nothing. Theorem 1: whether one function of the class attains that error, or the class only approaches it.'));
}

function statements(all) {
  const rows = all.map((result) => {
    const [kind, word] = answer(result);
    return h('tr', null, h('td', {class: 'cell'}, opener(result, kind, h('b', null, word), h('small', null, level(result)))),
      h('td', null, data.claims[result.id].sentence), h('td', {class: 'name'}, h('code', null, result.id.replace('claim:', ''))));
  });
  const body = h('tbody', null, rows);
  const filter = h('input', {type: 'search', oninput: (event) => {
    const wanted = event.target.value.toLowerCase();
    rows.forEach((row) => row.hidden = !row.textContent.toLowerCase().includes(wanted));
  }});
  return [h('p', {class: 'controls'}, labelled('Filter:', filter)), wide('The theorems, one a row',
    h('table', null, h('thead', null, h('tr', null, ['answer', 'statement', 'claim'].map((name) => h('th', {scope: 'col'}, name)))), body))];
}

function again() {
  const made = data.made;
  const command = (text, what) => h('li', null, h('code', null, text), ' ', what);
  return [h('ul', null,
    command('./eyewitness check evidence', 'checks this evidence again, by the kernel and exact arithmetic, in a second; any of it may have been made elsewhere'),
    command('./eyewitness table', 'makes the evidence of all theorems anew, decides all claims, and writes it to the folder evidence'),
    command('./eyewitness formal --again', 'has Coq compile the development and every theorem anew'),
    command('./eyewitness explain CONV', 'explains a row of the table; explain S1 an obligation, with its proof'),
    command('./eyewitness selftest', 'corrupts evidence in many ways and sees each corruption refused'),
    command('./eyewitness nn audit', 'runs the experiments on a network; each claim above names its seed and all settings')),
  h('p', null, 'What is trusted: the kernel, the structural rules and the statements of the formulas; where Coq has run, Coq, its axioms and the definitions. Who measured is'
    + ' trusted with the numbers: the check recomputes every outcome from them, under the criterion whose hash they name.'),
  data.scrutiny.map((line) => h('p', null, line)),
  h('table', null, h('tbody', null,
    [['Eyewitness', data.version], ['Coq of the record', data.coq], ...(made ? [['files of the evidence', String(made.files)],
      ['SHA-256 of manifest.json, which lists those of all files', made.manifest], ['SHA-256 of the ledger, claims.json', made.ledger]] : [])]
      .map(([name, value]) => h('tr', null, h('th', {scope: 'row'}, name), h('td', null, h('code', null, value)))))),
  data.measurements && lazily('Each measurement: seed, versions, weights, data, criterion', () => sortable('Measurements',
    ['measurement', 'units', 'seed', 'versions', 'weights', 'data', 'criterion'], Object.entries(data.measurements).map(([id, piece]) =>
      [id, piece.units.length, piece.setting.seed, piece.setting.versions, piece.setting.weights ?? '', piece.setting.data ?? '', piece.criterion])))];
}

function show() {
  const report = data.report;
  add(document.getElementById('summary'), [h('ul', {class: 'facts'}, [...data.summary].reverse().map((line) => h('li', null, line))),
    h('p', {class: 'faint'}, 'A claim holds if the evidence decides it as the ledger of claims records. For an experiment the record may also be that it was not reproduced.'),
    data.failures.length > 0 && h('pre', {class: 'no'}, data.failures.join('\n'))]);
  if (report.cells?.length) {
    reveal('table', 'The table');
    add(document.getElementById('first'), [grid('The table: classes of functions by notions of understanding', report.cells, report.rows,
      [['eps*', 'epsStar'], ['theorem 1', 'theorem1']]), ownGrid(false)]);
    add(document.getElementById('levels'), [legend(report.cells)]);
  }
  if (report.second?.cells.length) {
    reveal('second', 'What would help');
    add(document.getElementById('second-table'), [grid('The second table: decoders that may ask', report.second.cells, report.second.rows, [['eps*', 'epsStar']]), ownGrid(true)]);
  }
  if (report.cells?.length) {
    reveal('lipschitz', 'The Lipschitz region');
    add(document.getElementById('region'), [lipschitzRegion()]);
    add(document.getElementById('shares'), [shareChart()]);
  }
  const theorems = report.claims.filter((result) => !data.claims[result.id].criterion);
  if (theorems.length) {
    reveal('theorems', 'Theorems');
    add(document.getElementById('statements'), statements(theorems));
  }
  if (data.measurements) {
    const all = report.claims.filter((result) => data.claims[result.id].criterion);
    const simulated = all.filter((result) => measured(result)?.setting.simulation);
    reveal('experiments', 'Experiments');
    experiments(all.filter((result) => !simulated.includes(result)));
    if (simulated.length) {
      reveal('simulations', 'Simulations');
      simulations(simulated);
    }
  }
  add(document.getElementById('contents'), h('li', null, h('a', {href: '#again'}, 'Check it again')));
  add(document.getElementById('how'), again());
}

/** The claim that the address names; none if it is no address of this page. */
function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return null;
  }
}

document.getElementById('claim').addEventListener('close', (event) => {
  release(event.target);
  history.replaceState(null, '', location.pathname + location.search);
});
show();
addEventListener('beforeprint', () => document.querySelectorAll('#outcomes details').forEach((one) => one.open = true));
addEventListener('hashchange', () => open(named()));
open(named());
document.documentElement.dataset.ready = 'true';
