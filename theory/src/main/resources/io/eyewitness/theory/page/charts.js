// Charts, drawn by ECharts.
const HEAT = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'];
/** Colours of lines, which are seen on light and dark ground, and most people with a colour vision deficiency can tell apart. */
const COLORS = ['#2f7fd1', '#d9662b', '#2f9e58', '#a06bc9', '#c94f5f', '#1a9aa6', '#a8852c', '#7d8590', '#dd4fa8', '#5f7fe8'];
const drawn = new Set();

function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

/** A chart from a function that makes ECharts' options, with what it shows as text; it is drawn when it is first seen. */
function chart(label, make, kind = '') {
  const element = h('div', {class: 'chart ' + kind, role: 'img', 'aria-label': label});
  const one = {element, make, draw() {
    if (!element.clientWidth) return;
    one.engine ??= echarts.init(element, null, {renderer: 'canvas'});
    one.engine.setOption({animation: false, backgroundColor: 'transparent', textStyle: {color: color('ink'), fontFamily: 'system-ui, sans-serif'},
      ...styled(make())}, {notMerge: true});
    element.dataset.drawn = 'true';
  }};
  new ResizeObserver(() => {
    if (one.engine) one.engine.resize();
    else one.draw();
  }).observe(element);
  drawn.add(one);
  element.draw = one.draw;
  element.engine = () => one.engine;
  return element;
}

/** Frees the charts in an element that is taken away. */
function release(element) {
  for (const one of [...drawn]) {
    if (element.contains(one.element)) {
      one.engine?.dispose();
      drawn.delete(one);
    }
  }
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn.forEach((one) => one.draw()));
addEventListener('beforeprint', () => drawn.forEach((one) => one.engine?.resize()));

/** Axes, legends and tooltips in the page's colours. Tooltips are painted: as HTML they would need styles that the page's policy refuses. */
function styled(options) {
  const axis = (one) => ({nameLocation: 'middle', nameGap: 28, axisLine: {lineStyle: {color: color('faint')}},
    splitLine: {lineStyle: {color: color('line')}}, nameTextStyle: {color: color('ink')}, ...one,
    axisLabel: {color: color('ink'), ...one.axisLabel}});
  const each = (axes) => [axes].flat().map(axis);
  return {...options, xAxis: each(options.xAxis), yAxis: each(options.yAxis),
    legend: options.legend && {top: 0, textStyle: {color: color('ink')}, inactiveColor: color('faint'), ...options.legend},
    tooltip: {renderMode: 'richText', confine: true, backgroundColor: color('ground'), borderColor: color('line'),
      textStyle: {color: color('ink')}, ...options.tooltip}};
}

/** Lines with a caption each, as rich text that names no style. */
function tip(...lines) {
  return lines.map((line) => visible(line).replaceAll('{', '(').replaceAll('}', ')')).join('\n');
}

/** Cells of the unit square in n by n, values at their centres row by row from below, with points marked on it. */
function heat(values, n, points, visualMap, describe) {
  const names = [...Array(n).keys()];
  const mark = ([name, at]) => ({name, value: at});
  return {grid: {left: 55, right: 25, top: 15, bottom: 70},
    xAxis: [{type: 'category', data: names, show: false}, {type: 'value', min: 0, max: 1, position: 'bottom', name: 'x1', interval: 0.25,
      splitLine: {show: false}}],
    yAxis: [{type: 'category', data: names, show: false}, {type: 'value', min: 0, max: 1, position: 'left', name: 'x2', interval: 0.25,
      splitLine: {show: false}, nameGap: 36}],
    tooltip: {formatter: (one) => tip(describe(one))},
    visualMap: {textStyle: {color: color('ink')}, orient: 'horizontal', left: 'center', bottom: 0, seriesIndex: 0, ...visualMap},
    series: [{type: 'heatmap', data: values.map((value, k) => [k % n, Math.floor(k / n), value]), progressive: 0},
      {type: 'scatter', xAxisIndex: 1, yAxisIndex: 1, symbolSize: 14, itemStyle: {color: '#fff', borderColor: '#000', borderWidth: 2, opacity: 1},
        label: {show: true, formatter: '{b}', position: 'right', distance: 6, color: '#000', fontWeight: 'bold', fontSize: 13, opacity: 1, backgroundColor: '#fff', padding: [1, 4], borderRadius: 3},
        data: points.map(mark)}]};
}

/** A chart of lines, with the intervals of their points, and the numbers as a table. Lines of one name have one colour. */
function lines(part, kind = '') {
  const {x, y} = part;
  const place = (value) => x.places.length > 0 ? x.places[Math.round(value)] : number(value);
  const within = (point) => point.length > 2 ? ' [' + number(point[2]) + ', ' + number(point[3]) + ']' : '';
  const axis = (one, more) => ({name: one.name, ...more, ...(one.places.length > 0 ? {type: 'category', data: one.places.map(visible)}
    : {type: one.isLogarithmic ? 'log' : 'value', scale: one.from === null, min: one.from ?? undefined, max: one.to ?? undefined, axisLabel: {formatter: number}})});
  const steep = x.places.length > 12;
  const names = [...new Set(part.lines.map((line) => line.name))];
  const picture = chart(part.text, () => ({grid: {left: 85, right: 30, top: names.length > 1 ? 55 : 20, bottom: steep ? 130 : 50},
    legend: names.length > 1 ? {type: 'scroll'} : undefined,
    tooltip: {trigger: 'item', formatter: (one) => tip(one.seriesName, x.name + ': ' + place(one.value[0]), y.name + ': ' + number(one.value[1]) + within(one.value))},
    xAxis: axis(x, steep ? {nameGap: 110, axisLabel: {rotate: 60, fontSize: 10}} : {}), yAxis: axis(y, {nameGap: 62}),
    series: part.lines.flatMap((line) => lineSeries(line, COLORS[names.indexOf(line.name) % COLORS.length]))}), kind);
  const rows = part.lines.flatMap((line) => line.points.filter((point) => point[1] !== null).map((point) =>
    [line.name, x.places.length > 0 ? place(point[0]) : point[0], point[1], point[2] ?? '', point[3] ?? '']));
  return h('div', null, h('p', {class: 'faint'}, part.text), picture, lazily('The numbers', () => sortable(part.text, ['line', x.name, y.name, 'from', 'to'], rows)));
}

/** The series of a line: itself, and bars for its intervals. */
function lineSeries(line, tone) {
  const own = {name: visible(line.name), itemStyle: {color: tone}, data: line.points};
  const bars = line.points.filter((point) => point.length > 2 && point[1] !== null);
  return [line.style === 'POINTS' ? {...own, type: 'scatter', symbolSize: 7}
    : {...own, type: 'line', symbolSize: 4, showSymbol: line.style === 'LINE' && line.points.length < 200, lineStyle: {color: tone, width: 2, type: line.style === 'DASHED' ? 'dashed' : 'solid'}},
  ...(bars.length === 0 ? [] : [{name: visible(line.name), type: 'custom', silent: true, itemStyle: {color: tone}, data: bars, encode: {x: 0, y: [2, 3]},
    renderItem: (_, api) => {
      const [at, high] = api.coord([api.value(0), api.value(3)]);
      const low = api.coord([api.value(0), api.value(2)])[1];
      return {type: 'line', shape: {x1: at, y1: low, x2: at, y2: high}, style: {stroke: tone, lineWidth: 1.2, opacity: 0.6}};
    }}])];
}

/** Values over the unit square. */
function squares(part) {
  const n = Math.round(Math.sqrt(part.values.length));
  const min = Math.min(...part.values);
  const max = Math.max(...part.values);
  const at = (i) => number(n > 1 ? i / (n - 1) : 0);
  return h('div', null, h('h4', null, part.text), chart(part.text + ' over the unit square', () => heat(part.values, n, [],
    {min, max: max > min ? max : min + 1, calculable: false, itemHeight: 120, text: [number(max), number(min)], inRange: {color: HEAT}},
    (one) => '(' + at(one.value[0]) + ', ' + at(one.value[1]) + '): ' + number(one.value[2])), 'square'));
}
