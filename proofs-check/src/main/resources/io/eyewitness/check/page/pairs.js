// The functions of witness pairs.
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
