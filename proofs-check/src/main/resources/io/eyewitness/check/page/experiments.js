// Experiments and simulations.
const family = (result) => result.id.replace(/^claim:/, '').replace(/\.[^.]*$/, '');
const subject = (result) => result.id.replace(/^.*\./, '');

function measured(result) {
  return data.measurements?.[result.evidence[0]];
}

function interval(condition) {
  return number(condition.estimate) + ' [' + number(condition.low) + ', ' + number(condition.high) + ']';
}

/** In a word why a condition is not met. */
function shortfall(condition, above, bound) {
  const open = condition.low <= bound && bound <= condition.high;
  return 'The ' + condition.measured + ' is ' + interval(condition) + ' and was to be ' + condition.wanted + ': '
    + (open ? 'the interval reaches the bound, so it stays open.' : 'the interval lies on the other side.');
}

function failures(result) {
  return (result.measured?.conditions ?? []).map((condition, i) => [condition, data.claims[result.id].conditions[i]])
    .filter(([condition]) => !condition.holds).map(([condition, {above, bound}]) => shortfall(condition, above, bound));
}

function why(result) {
  if (!result.verdict) return 'not established: ' + (result.problems ?? []).join('; ');
  const reason = data.background?.reasons[result.id.replace('claim:', '')];
  return [failures(result).join(' '), reason && [' ', reason]];
}

/** What opens for an experiment. */
function experiment(result, claim) {
  const piece = measured(result);
  const conditions = result.measured?.conditions ?? [];
  const said = data.background?.families[family(result)];
  return [
    said && h('p', null, h('b', null, said.statement.includes('(ours') ? 'Our statement: ' : 'The source: '), said.statement, said.number && [' Its number: ', h('b', null, said.number), '.']),
    result.verdict === 'NotReproduced' && h('p', null, h('b', null, 'Why not: '), why(result)),
    h('section', null, h('h3', null, 'The criterion, and what was measured'), h('p', null, claim.criterion),
      result.measured && plain(null, ['measured', 'estimate and interval', 'to be', 'met'],
        conditions.map((one) => [one.measured, interval(one), one.wanted, one.holds ? 'yes' : 'no'])),
      piece && h('p', {class: 'faint'}, 'The measurement names the criterion that was fixed before it by SHA-256 ', h('code', null, piece.criterion),
        ' (that of all claims which rest on it).')),
    piece && units(result, claim, piece)];
}

/** The numbers of each unit: a chart of one column, and a table of all. */
function units(result, claim, piece) {
  let column = claim.conditions[0].column;
  const picture = chart('The numbers of each unit in one column, sorted, with the bound of the criterion', () => unitChart(result, claim, piece, column));
  return [h('section', null, h('h3', null, 'Unit by unit'),
    h('p', {class: 'controls'}, labelled('column', choice(piece.columns.map((name) => [name, name]), (value) => {
      column = value;
      picture.draw();
    }, column))), picture,
    sortable(piece.units.length + ' units of ' + piece.subject, ['unit', ...piece.columns], piece.units)),
  h('section', null, h('h3', null, 'Setting'), plain(null, ['name', 'value'], Object.entries(piece.setting)))];
}

function unitChart(result, claim, piece, column) {
  const index = piece.columns.indexOf(column) + 1;
  const sorted = [...piece.units].sort((one, other) => one[index] - other[index]);
  const bounds = claim.conditions.filter((one) => one.column === column);
  const at = claim.conditions.findIndex((one) => one.column === column);
  const estimate = result.measured?.conditions[at];
  return {grid: {left: 75, right: 70, top: 25, bottom: 45},
    tooltip: {trigger: 'item', formatter: (one) => Array.isArray(one.value) ? tip(sorted[one.value[0] - 1][0], column + ' = ' + number(one.value[1])) : ''},
    xAxis: {type: 'value', min: 0, max: sorted.length + 1, name: 'units, in the order of their numbers', minInterval: 1},
    yAxis: {type: 'value', scale: true, name: column, nameGap: 55, axisLabel: {formatter: number},
      min: ({min}) => padded(Math.min(min, ...bounds.map((one) => one.bound)), -1), max: ({max}) => padded(Math.max(max, ...bounds.map((one) => one.bound)), 1)},
    series: [{type: 'scatter', symbolSize: 7, itemStyle: {color: color('one')}, data: sorted.map((unit, i) => [i + 1, unit[index]]),
      markLine: {symbol: 'none', lineStyle: {color: color('two'), width: 2}, tooltip: {show: false}, data: bounds.map((one) => ({yAxis: one.bound,
        label: {formatter: 'bound ' + number(one.bound), color: color('ink')}}))},
      markArea: estimate && {silent: true, itemStyle: {color: color('faint'), opacity: 0.25},
        data: [[{yAxis: estimate.low, name: 'interval', label: {color: color('ink'), position: 'insideTopLeft'}}, {yAxis: estimate.high}]]}}]};
}

function padded(value, sign) {
  return Number((value + sign * 0.05 * (Math.abs(value) || 1)).toPrecision(3));
}

/** The groups of experiments, in the ledger's order, by the last part of their sources. */
function groups(all) {
  const found = new Map();
  for (const result of all) {
    const place = data.claims[result.id].source.split('; ').pop();
    if (!found.has(place)) found.set(place, []);
    found.get(place).push(result);
  }
  return [...found].map(([place, members]) => ({place, members, ...data.background.groups.find((one) => one.source === place)}));
}

function experiments(all) {
  const subjects = [...new Set(all.map(subject))];
  const not = all.filter((result) => result.verdict !== 'Reproduced');
  add(document.getElementById('outcomes'), [
    h('p', null, h('b', null, (all.length - not.length) + ' of ' + all.length + ' claims about networks are reproduced, ' + not.length + ' are not.'),
      ' The ledger records both, and the check fails if an outcome is another than it says. All numbers below are estimates with their intervals.'),
    lazily('The ' + not.length + ' that are not reproduced, and why', () => h('ul', null, not.map((result) =>
      h('li', null, opener(result, 'plain', result.id.replace('claim:', '')), ': ', why(result)))))]);
  const found = groups(all);
  add(document.getElementById('outcomes'), [h('ul', {class: 'legend'}, found.map((group, i) =>
    h('li', null, h('a', {href: '#group' + i}, group.title ?? group.place))))]);
  add(document.getElementById('groups'), found.map((group, i) => section(group, subjects, 'group' + i)));
}

function section(group, subjects, id) {
  const families = [...new Set(group.members.map(family))];
  const here = subjects.filter((name) => group.members.some((result) => subject(result) === name));
  const cell = (result) => {
    const [kind, word] = answer(result);
    const first = result.measured?.conditions.find((one) => !one.holds) ?? result.measured?.conditions[0];
    return h('td', {class: 'cell'}, opener(result, kind, h('b', null, word), first && h('small', null, first.measured + ' ' + interval(first))));
  };
  const title = group.title ?? group.place;
  return h('section', null, h('h3', {id}, title), group.text && h('p', null, group.text),
    wide(title + ': outcomes by network', h('table', null,
      h('thead', null, h('tr', null, h('th', {scope: 'col'}, 'claim'), h('th', {scope: 'col', class: 'statement'}, 'statement, and the number of the source'),
        here.map((name) => h('th', {scope: 'col'}, name)))),
      h('tbody', null, families.map((name) => {
        const said = data.background.families[name];
        const members = group.members.filter((result) => family(result) === name);
        return h('tr', null, h('th', {scope: 'row'}, name),
          h('td', null, said ? said.statement : data.claims[members[0].id].sentence.replace(/^Not reproduced: /, '').replace(/ \(Split on [^)]*\)$/, ''), said?.number && h('small', null, ' (' + said.number + ')')),
          here.map((network) => members.some((one) => subject(one) === network) ? cell(members.find((one) => subject(one) === network)) : h('td', null, '–')));
      })))),
    data.pictures.filter((one) => families.some((name) => one.families.includes(name))).map((one) =>
      h('figure', null, h('img', {src: one.source, alt: one.text, loading: 'lazy'}), h('figcaption', null, one.caption))),
    data.strips.filter((one) => families.some((name) => one.families.includes(name))).map((one) =>
      details(one.title, h('p', null, one.caption), strip(one.strip))),
    data.curves.filter((one) => group.members.some((result) => result.evidence.includes(one.measurement))).map((one) =>
      h('div', null, h('h4', null, 'Layer by layer: ' + data.measurements[one.measurement].subject),
        h('p', {class: 'faint'}, data.measurements[one.measurement].units.length + ' units; bars are 95 % bootstrap intervals over the units.'), lines(one.lines, 'tall'))),
    h('div', {class: 'side'}, families.map((name) => rocCharts(group.members.filter((result) => family(result) === name)))));
}

/** ROC curves of the claims of a family about areas, from the share of clean units that score lower than each manipulated one: a curve for each network. */
function rocCharts(members) {
  const columns = [...new Set(members.flatMap((result) => data.claims[result.id].conditions.map((one) => one.column)))].filter((name) => name.endsWith('Placement'));
  const area = (result, column) => {
    const found = result.measured?.conditions[data.claims[result.id].conditions.findIndex((one) => one.column === column)];
    return found ? interval(found) : 'not established';
  };
  const ranks = (piece, column) => piece.units.map((unit) => 1 - unit[piece.columns.indexOf(column) + 1]).sort((one, other) => one - other);
  const curve = (all) => [[0, 0], ...all.map((rank, i) => [rank, (i + 1) / all.length]), [1, 1]];
  return columns.map((column) => {
    const pieces = members.map((result) => [result, measured(result)]).filter(([, piece]) => piece?.columns.includes(column));
    const score = column.replace('Placement', '');
    const title = family(members[0]) + ' by ' + score;
    return h('div', null, h('h4', null, 'ROC: ' + title),
      chart('ROC curves of ' + title + ': the share of manipulated units found, by the share of clean units accused; one curve a network', () => ({
        grid: {left: 55, right: 25, top: 30 + 22 * (pieces.length + 1), bottom: 45}, legend: {orient: 'vertical', left: 50}, tooltip: {trigger: 'item',
          formatter: (one) => tip(one.seriesName, 'clean units accused: ' + number(one.value[0]), 'manipulated units found: ' + number(one.value[1]))},
        xAxis: {type: 'value', min: 0, max: 1, name: 'clean units accused'}, yAxis: {type: 'value', min: 0, max: 1, name: 'manipulated units found', nameGap: 38},
        series: [...pieces.map(([result, piece], i) => ({name: visible(subject(result) + ', area ' + area(result, column)), type: 'line', step: 'end', symbolSize: 5,
          lineStyle: {color: COLORS[i % COLORS.length]}, itemStyle: {color: COLORS[i % COLORS.length]}, data: curve(ranks(piece, column))})),
          {name: 'chance, area 0.5', type: 'line', symbol: 'none', lineStyle: {type: 'dotted', color: color('faint')}, itemStyle: {color: color('faint')}, data: [[0, 0], [1, 1]]}]}), 'tall'),
      plain('Areas under the curves of ' + title, ['network', 'manipulated units', 'area and interval'],
        pieces.map(([result, piece]) => [subject(result), piece.units.length, area(result, column)])));
  });
}

/** The simulations: each claim, and a chart where its numbers make one. */
function simulations(all) {
  const make = new Map([['game', gameChart], ['phase', phaseChart]]);
  const one = (result) => {
    const [kind, word] = answer(result);
    return [h('p', null, data.claims[result.id].sentence),
      h('p', null, opener(result, kind, word + ': ' + (result.measured?.conditions ?? []).map((each) => each.measured + ' ' + interval(each)).join(', '))),
      make.get(measured(result).setting.simulation)?.(measured(result))];
  };
  add(document.getElementById('charts'), groups(all).map((group) =>
    h('section', null, h('h3', null, group.title ?? group.place), group.members.map(one))));
}

/** The worst error of each decoder against the adversary, by class. */
function gameChart(piece) {
  const duels = piece.units.map(([name, ...values]) => ({match: name.match(/^([A-Z0-9]+)\.d(\d+)\.([a-z]+)\.h([\d/]+)\.\d+$/), values}))
    .filter((one) => one.match).map(({match, values}) => ({row: match[1], dimension: match[2], decoder: match[3], h: match[4],
      worst: values[piece.columns.indexOf('worst')], bound: values[piece.columns.indexOf('bound')]}));
  const of = (key) => [...new Set(duels.map((duel) => duel[key]))];
  const state = {h: of('h')[0], dimension: of('dimension').find((one) => one === '2') ?? of('dimension')[0]};
  const rows = of('row');
  const picture = chart('The worst error of each decoder against an adversary, as a share of the range, by class: never below R/2 - h', () => {
    const chosen = duels.filter((duel) => duel.h === state.h && duel.dimension === state.dimension);
    const worst = (row, key, value) => {
      const found = chosen.filter((duel) => duel.row === row && (!value || duel.decoder === value));
      return found.length ? Math.min(...found.map((duel) => duel[key])) : null;
    };
    return {grid: {left: 55, right: 20, top: 60, bottom: 45}, legend: {type: 'scroll'}, tooltip: {trigger: 'axis', axisPointer: {type: 'shadow'},
        formatter: (all) => tip(all[0].name, ...all.filter((one) => one.value !== null && one.value !== undefined).map((one) => one.seriesName + ': ' + number(one.value)))},
      xAxis: {type: 'category', data: rows, name: 'class'}, yAxis: {type: 'value', min: 0, name: 'worst error / R', nameGap: 38},
      series: [...of('decoder').map((decoder) => ({name: decoder, type: 'bar', data: rows.map((row) => worst(row, 'worst', decoder))})),
        {name: 'proven: at least', type: 'line', symbol: 'none', lineStyle: {color: color('two'), width: 3}, itemStyle: {color: color('two')},
          data: rows.map((row) => worst(row, 'bound'))}]};
  }, 'tall');
  return h('div', null, h('p', null, 'Decoders (mid: always the middle; nearest, linear, idw, midrange: simple rules; envelope: knows L; fitted: learned from other functions; least: the best of'
      + ' them) against functions that an adversary chose. Of the duels of a class the most favourable one is drawn.'),
    h('p', {class: 'controls'}, labelled('h / R', choice(of('h').map((value) => [value, value]), (value) => {
      state.h = value;
      picture.draw();
    }, state.h)), labelled('inputs d', choice(of('dimension').map((value) => [value, value]), (value) => {
      state.dimension = value;
      picture.draw();
    }, state.dimension))), picture,
    lazily('The numbers', () => sortable('Duels', ['class', 'd', 'decoder', 'h/R', 'worst error', 'proven: at least'],
      duels.map((duel) => [duel.row, Number(duel.dimension), duel.decoder, duel.h, duel.worst, duel.bound]))));
}

/** The share of inputs whose side can be told, sampled and by theory. */
function phaseChart(piece) {
  const value = (values, name) => values[piece.columns.indexOf(name)];
  const all = piece.units.map(([name, ...values]) => ({match: name.match(/^share\.(\w+)\.d(\d+)\.(\w+)\.s([\d/]+)$/), values}))
    .filter((one) => one.match).map(({match, values}) => ({norm: match[1], dimension: Number(match[2]), pair: match[3], steepness: fraction(match[4]),
      share: value(values, 'share'), theory: value(values, 'theory')}));
  const norms = [...new Set(all.map((one) => one.norm))];
  let norm = norms[0];
  const picture = chart('The share of inputs whose side can be told, by L|a - b|/R: lines by theory, dots sampled, one colour a dimension', () => {
    const chosen = all.filter((one) => one.norm === norm && one.pair === 'opposite');
    const dimensions = [...new Set(chosen.map((one) => one.dimension))].sort((one, other) => one - other);
    const points = (dimension, key) => chosen.filter((one) => one.dimension === dimension && one[key] > 0)
      .sort((one, other) => one.steepness - other.steepness).map((one) => [one.steepness, one[key]]);
    return {grid: {left: 70, right: 30, top: 60, bottom: 45}, legend: {type: 'scroll'}, tooltip: {trigger: 'item',
        formatter: (one) => tip(one.seriesName + (one.seriesType === 'line' ? ', by theory' : ', sampled'), 'L|a - b|/R = ' + number(one.value[0]), 'share = ' + number(one.value[1]))},
      xAxis: {type: 'value', min: 1, name: 'L |a − b| / R'},
      yAxis: {type: 'log', min: 1e-5, max: 1, name: 'share', nameGap: 50, axisLabel: {formatter: number}},
      series: dimensions.flatMap((dimension) => [
        {name: 'd = ' + dimension, type: 'line', showSymbol: true, symbolSize: 3, data: points(dimension, 'theory')},
        {name: 'd = ' + dimension, type: 'scatter', symbolSize: 8, data: points(dimension, 'share')}])};
  }, 'tall');
  return h('div', null, h('p', null, 'Opposite vertices a and b. Lines are the shares by the formulas of theory, dots those of ' + number(Number(piece.setting.points)) + ' sampled inputs.'),
    h('p', {class: 'controls'}, labelled('norm', choice(norms.map((one) => [one, one]), (chosen) => {
      norm = chosen;
      picture.draw();
    }, norm))), picture,
    lazily('The numbers', () => sortable('Shares', ['norm', 'd', 'a and b', 'L|a - b|/R', 'sampled', 'theory'],
      all.map((one) => [one.norm, one.dimension, one.pair, one.steepness, one.share, one.theory]))));
}
