// Charts, drawn by ECharts.
const HEAT = ['#440154', '#3b528b', '#21918c', '#5ec962', '#fde725'];
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

/** The two functions of a witness pair in one dimension. */
function curves(plot, step) {
  const {min, max} = plot.phi;
  const value = (share) => min + share / 1000 * (max - min);
  const series = (name, values, x, tone, type) => ({name, type: 'line', symbol: 'none', lineStyle: {color: color(tone), width: 2, type},
    itemStyle: {color: color(tone)}, data: plot.grid.map((at, i) => [at, value(values[i])]),
    markPoint: {symbol: 'circle', symbolSize: 9, itemStyle: {color: color(tone)}, label: {show: true, position: 'right', color: color('ink'),
      formatter: name + '(x)'}, data: [{coord: [step.x[0], x]}]}});
  const line = (name, at) => ({xAxis: at, label: {formatter: name, color: color('ink')}});
  return {grid: {left: 55, right: 40, top: 40, bottom: 45}, legend: {}, tooltip: {trigger: 'axis',
      formatter: (all) => tip('x = ' + number(all[0].value[0]), ...all.map((one) => one.seriesName + ' = ' + number(one.value[1])))},
    xAxis: {type: 'value', min: 0, max: 1, name: 'x'}, yAxis: {type: 'value', min: min, max: max, name: 'value', nameGap: 38, axisLabel: {formatter: number}},
    series: [{...series('f1', step.f1, step.f1x, 'one', 'solid'), markLine: {symbol: 'none', silent: true, lineStyle: {color: color('faint'), type: 'dotted'},
      data: [line('a', plot.phi.a[0]), line('b', plot.phi.b[0]), line('x', step.x[0]),
        {yAxis: (min + max) / 2, label: {formatter: 'mid', color: color('ink')}}]}},
    series('f2', step.f2, step.f2x, 'two', 'dashed')]};
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

/** One function of a witness pair in two dimensions. */
function surface(plot, step, which) {
  const {min, max} = plot.phi;
  const n = plot.grid.length;
  const values = step[which].map((share) => min + share / 1000 * (max - min));
  return heat(values, n, [['a', plot.phi.a], ['b', plot.phi.b], ['x', step.x]],
    {min, max, calculable: false, itemHeight: 120, text: [number(max), number(min)], inRange: {color: HEAT}},
    (one) => one.seriesIndex === 1 ? one.name + ' = (' + one.value.map(number).join(', ') + ')'
      : which + '(' + number(plot.grid[one.value[0]]) + ', ' + number(plot.grid[one.value[1]]) + ') = ' + number(one.value[2]));
}
