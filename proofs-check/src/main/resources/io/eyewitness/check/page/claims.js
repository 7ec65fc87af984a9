// Claims: what opens when a cell, a theorem or an outcome is chosen.
const ANSWERS = {Yes: ['yes', 'Yes'], No: ['no', 'No'], OnlySmallL: ['part', 'only for small L'], Reproduced: ['yes', 'reproduced'],
  NotReproduced: ['not', 'not reproduced']};
const LEVELS = {
  formal: 'a theorem about the class itself, which Coq checked on this machine for exactly these sources',
  kernel: 'certificates that the proof kernel checked in exact arithmetic',
  rules: 'formulas that the proof kernel proved, combined by structural rules whose proofs are prose',
  '2 solvers': 'two solvers refute the negation',
  '1 solver': 'one solver refutes the negation',
  'formal, recorded': 'a theorem by the record of a run of Coq over the same sources, which this machine has not repeated',
  tested: 'property tests and exact sampling only',
  measured: 'an experiment: the outcome is computed from its numbers'};

function results() {
  const report = data.report;
  return [report.cells ?? [], report.second?.cells ?? [], report.own.cells, report.claims].flat();
}

function answer(result) {
  return ANSWERS[result.verdict] ?? ['not', 'not established'];
}

function level(result) {
  if (!result.level) return '-';
  const also = data.claims[result.id].isTheorem && !result.level.startsWith('formal');
  return result.level + (also ? ', Coq recorded' : '');
}

/** A button that opens a claim. */
function opener(result, kind, ...children) {
  const name = result.id.replace('claim:', '');
  return h('button', {type: 'button', class: kind, 'data-claim': result.id, onclick: () => open(result.id),
    title: name}, ...children);
}

function verdict(result) {
  const [kind, word] = answer(result);
  return h('p', null, h('span', {class: 'badge ' + kind}, word), !result.holds && h('span', {class: 'badge no'}, 'not as the ledger says'),
    result.level && ['known by: ', h('b', null, result.level), ' (' + (LEVELS[result.level] ?? 'a level that this page does not know') + ')',
      level(result) !== result.level && ['; and in ', h('b', null, 'Coq'), ', ' + LEVELS['formal, recorded']], '.']);
}

/** Opens a claim in the dialog; the address names it, so that it can be linked to. */
function open(id) {
  const result = results().find((one) => one.id === id);
  if (!result) return;
  const dialog = document.getElementById('claim');
  const claim = data.claims[id];
  release(dialog);
  dialog.replaceChildren();
  add(dialog, [h('div', {class: 'bar'}, h('h2', {id: 'claim-title', tabindex: -1}, claim.sentence),
      h('button', {type: 'button', onclick: () => dialog.close()}, 'Close')),
    verdict(result),
    h('p', {class: 'faint'}, id, ' · source: ', claim.source),
    (result.problems ?? []).length > 0 && h('div', null, h('h3', null, 'Why it fails'), h('ul', null, result.problems.map((one) => h('li', null, one)))),
    claim.criterion ? experiment(result, claim) : theorem(result, claim)]);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  document.getElementById('claim-title').focus();
  history.replaceState(null, '', '#' + encodeURIComponent(id));
}

function theorem(result, claim) {
  const cell = result.class && data.rows.find((row) => row.class === result.class);
  return [cell && witnesses(cell, result), reasons(result, cell), claim.coq && coq(claim, result)];
}

/** The witness pair of a row, in one dimension and two. */
function witnesses(row, result) {
  const plots = data.pairs.filter((plot) => plot.class === row.class);
  if (plots.length === 0 || data.report.second?.cells.includes(result)) return null;
  const box = h('div');
  let plot = plots[plots.length - 1];
  let index = plot.steps.length - 2;
  const text = h('p', {role: 'status'});
  const prose = h('pre');
  const show = (whole) => {
    const step = plot.steps[index];
    if (whole) {
      release(box);
      box.replaceChildren(...(plot.dimension === 1
        ? [chart('f1 and f2 as curves over [0, 1]: the same minimum at a and maximum at b, far apart at x', () => curves(plot, plot.steps[index]))]
        : ['f1', 'f2'].map((which) => h('div', null, h('h4', null, which),
          chart(which + ' over the unit square, with the minimiser a, the maximiser b and the input x',
            () => surface(plot, plot.steps[index], which), 'square')))));
      box.className = plot.dimension === 1 ? '' : 'side';
    } else {
      drawn.forEach((one) => box.contains(one.element) && one.draw());
    }
    const {min, max} = plot.phi;
    text.replaceChildren();
    add(text, ['h = ' + step.h + ': at x = (' + step.x.map(number).join(', ') + ') f1 is ' + number(step.f1x) + ' and f2 is ' + number(step.f2x)
      + ', so every decoder errs there by at least ' + number((step.f1x - step.f2x) / 2) + ' on one of the two, of a range of ' + number(max - min)
      + '. Both have their only minimum ' + number(min) + ' at a = (' + plot.phi.a.map(number).join(', ') + ') and their only maximum ' + number(max)
      + ' at b = (' + plot.phi.b.map(number).join(', ') + ').']);
    prose.textContent = step.lines.map(visible).join('\n');
  };
  const h0 = slider(0, plot.steps.length - 1, 1, index, (value) => {
    index = value;
    show(false);
  });
  const dimension = choice(plots.map((one) => [String(one.dimension), one.dimension + (one.dimension === 1 ? ' (curves)' : ' (surfaces)')]), (value) => {
    plot = plots.find((one) => String(one.dimension) === value);
    show(true);
  }, String(plot.dimension));
  show(true);
  const evidence = (data.witnesses ?? []).filter((one) => one.class === row.class);
  return h('section', null, h('h3', null, 'Two functions of the class, one visualization'),
    h('p', null, 'Both belong to the class of row ' + row.number + ', ' + row.title + '. Whoever sees the visualization cannot tell them apart, yet at x one is near its maximum and the other near'
      + ' its minimum; the smaller h, the nearer.', result.verdict === 'OnlySmallL'
        && ' Where the side can be told nevertheless, the picture of the Lipschitz region on the page shows.'),
    h('p', {class: 'controls'}, labelled('h, from large to small:', h0), labelled('inputs:', dimension)), text, box,
    details('The pair in formulas, and why it is one', prose),
    evidence.length > 0 && lazily('The pairs of the evidence, each checked in exact arithmetic (' + evidence.length + ')', () =>
      sortable('Witness pairs of ' + row.class, ['id', 'inputs', 'h', 'range R', 'gap at x'],
        evidence.map((one) => [one.id, one.dimension, one.h, one.range, one.gap]))));
}

/** The obligations and other evidence that a theorem rests on. */
function reasons(result, row) {
  const families = result.obligations ?? [];
  const all = Object.entries(data.obligations);
  return h('section', null, h('h3', null, 'Why it follows'),
    families.length === 0 ? h('p', null, 'It is a theorem of Coq alone; no rule of the checker decides it.')
      : [h('p', null, 'From these formulas, which hold for all real numbers, by a structural rule of the checker. A formula is proved by refuting that its premises hold and'
        + ' its conclusion does not; the kernel checked each refutation.'),
      families.map((family) => {
        const members = all.filter(([id, one]) => id === family || one.family === family);
        return members.length === 1 ? obligation(...members[0])
          : details(family + ': ' + members.length + ' formulas, such as: ' + (members[0]?.[1].sentence ?? ''), members.map((one) => obligation(...one)));
      })],
    h('p', {class: 'faint'}, 'Other evidence: ', result.evidence.join(', ') || 'none', '.',
      row?.number && [' In a terminal: ', h('code', null, './eyewitness explain ' + row.class)]));
}

function obligation(id, one) {
  return lazily(id + ': ' + one.sentence, () => h('div', null,
    one.hypotheses.length > 0 && h('p', null, 'Given'),
    one.hypotheses.length > 0 && h('ul', {class: 'formulas'}, one.hypotheses.map((tree) => h('li', null, math(tree)))),
    h('p', null, one.hypotheses.length > 0 ? 'it follows that' : 'It holds that'),
    h('ul', {class: 'formulas'}, one.conclusion.map((tree) => h('li', null, math(tree)))),
    one.outline && details('The proof, in ' + one.steps + (one.steps === 1 ? ' step' : ' steps') + ': suppose that it is false',
      h('pre', null, one.outline.join('\n'))),
    h('p', {class: 'faint'}, 'In a terminal: ', h('code', null, './eyewitness explain ' + id))));
}

function coq(claim, result) {
  return h('section', null, h('h3', null, 'The theorem in Coq'),
    h('p', null, result.level === 'formal' ? 'Coq proved it on this machine.'
      : 'By the record of a run of Coq ' + data.coq + ' that comes with the evidence; this machine has not repeated it.'),
    h('pre', null, 'Theorem ' + claim.coq.name + ' : ' + claim.coq.statement + '.\nProof. exact (' + claim.coq.term + '). Qed.'),
    h('p', {class: 'faint'}, 'It rests on ', claim.coq.axioms.length === 0 ? 'no axiom' : claim.coq.axioms.join(', '), '.'));
}
