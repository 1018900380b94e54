// Draws <div class="chart" data-chart="waterfall|columns|curve|shape" data-src="…json" aria-label="…">. A table with the same numbers stands beside each.

const { echarts } = window;

// The content-security policy blocks style attributes; the same text set through the style object is allowed.
const setAttribute = SVGElement.prototype.setAttribute;
SVGElement.prototype.setAttribute = function (name, value) {
  if (name === 'style') {
    this.style.cssText = value;
  } else {
    setAttribute.call(this, name, value);
  }
};

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const palette = () => ({
  text: token('--text'),
  quiet: token('--quiet'),
  line: token('--line'),
  surface: token('--surface'),
  up: token('--bar'),
  down: token('--bar-down'),
  base: token('--bar-base'),
});

const wrap = (text, width) => text.replace(new RegExp(`(.{${width}})(?=.)`, 'gu'), '$1\n');

/** Horizontal waterfall from the baseline to the score; the value axis begins at 0. */
function waterfall(data, colors, narrow) {
  let at = 0;
  const rows = data.steps.map((step) => {
    const from = step.kind === 'step' ? at : 0;
    at = step.kind === 'step' ? at + step.points : step.points;
    return { ...step, low: Math.min(from, at), size: Math.abs(at - from) };
  });
  const color = (row) => (row.kind === 'step' ? (row.points < 0 ? colors.down : colors.up) : colors.base);
  return {
    grid: { left: 8, right: 56, top: 8, bottom: 28, containLabel: true },
    xAxis: {
      type: 'value',
      min: 0,
      axisLabel: { color: colors.quiet },
      splitLine: { lineStyle: { color: colors.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.title),
      axisLabel: { color: colors.text, formatter: (title) => wrap(title, narrow ? 8 : 16), lineHeight: 15, interval: 0 },
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
    },
    series: [
      { type: 'bar', stack: 'at', silent: true, itemStyle: { color: 'transparent' }, data: rows.map((row) => row.low), barMaxWidth: 20 },
      {
        type: 'bar',
        stack: 'at',
        barMaxWidth: 20,
        data: rows.map((row) => ({ value: row.size, itemStyle: { color: color(row) }, code: row.code })),
        label: { show: true, position: 'right', color: colors.text, formatter: ({ dataIndex }) => rows[dataIndex].label },
      },
    ],
  };
}

/** Upright columns, e.g. firms per grade. */
function columns(data, colors) {
  return {
    grid: { left: 8, right: 8, top: 24, bottom: 8, containLabel: true },
    xAxis: {
      type: 'category',
      data: data.columns.map((column) => column.title),
      axisLabel: { color: colors.text, interval: 0 },
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { color: colors.quiet }, splitLine: { lineStyle: { color: colors.line } } },
    series: [{
      type: 'bar',
      barMaxWidth: 40,
      itemStyle: { color: colors.up },
      data: data.columns.map((column) => column.value),
      label: { show: true, position: 'top', color: colors.text },
    }],
  };
}

/** Loss of the held-out rows after each round, one line a bag and stage. */
function curve(data, colors) {
  const lines = new Map();
  for (const point of data) {
    if (point.holdOut !== null) {
      const key = `${point.stage} ${point.bag + 1}`;
      lines.set(key, [...(lines.get(key) ?? []), [point.round, point.holdOut]]);
    }
  }
  return {
    grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 0, textStyle: { color: colors.text } },
    xAxis: { type: 'value', axisLabel: { color: colors.quiet }, splitLine: { show: false } },
    yAxis: { type: 'value', scale: true, axisLabel: { color: colors.quiet }, splitLine: { lineStyle: { color: colors.line } } },
    series: [...lines].map(([name, points]) => ({ type: 'line', name, showSymbol: false, data: points })),
  };
}

/** Points of each bin with error bars, and the rows that stand behind them. */
function shape(data, colors) {
  const errors = data.bins.map((bin, i) => [i, bin.points - (bin.error ?? 0), bin.points + (bin.error ?? 0)]);
  return {
    grid: [
      { left: 8, right: 16, top: 16, height: '52%', containLabel: true },
      { left: 8, right: 16, top: '68%', bottom: 8, containLabel: true },
    ],
    xAxis: [0, 1].map((gridIndex) => ({
      type: 'category',
      gridIndex,
      data: data.bins.map((bin) => bin.title),
      axisLabel: { show: gridIndex === 1, color: colors.quiet, hideOverlap: true },
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
    })),
    yAxis: [0, 1].map((gridIndex) => ({
      type: 'value', gridIndex, axisLabel: { color: colors.quiet }, splitNumber: 3, splitLine: { lineStyle: { color: colors.line } },
    })),
    series: [
      { type: 'line', step: 'middle', showSymbol: false, lineStyle: { color: colors.up }, itemStyle: { color: colors.up }, data: data.bins.map((bin) => bin.points) },
      {
        type: 'custom',
        data: errors,
        renderItem: (_, api) => {
          const [low, high] = [api.coord([api.value(0), api.value(1)]), api.coord([api.value(0), api.value(2)])];
          return { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: colors.quiet, lineWidth: 2 } };
        },
      },
      { type: 'bar', xAxisIndex: 1, yAxisIndex: 1, itemStyle: { color: colors.base }, data: data.bins.map((bin) => bin.rows) },
    ],
  };
}

const kinds = { waterfall, columns, curve, shape };
const drawn = new Map();

function draw(place, data) {
  drawn.get(place)?.chart.dispose();
  const rows = data.steps?.length ?? 0;
  if (rows > 0) {
    place.style.height = `${rows * 38 + 48}px`;
  }
  const chart = echarts.init(place, null, { renderer: 'svg' });
  chart.setOption({
    animation: false,
    aria: { enabled: true, label: { description: place.getAttribute('aria-label') } },
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    ...kinds[place.dataset.chart](data, palette(), place.clientWidth < 520),
  });
  chart.on('click', ({ data: point }) => {
    const evidence = point?.code && document.getElementById(`reason-${point.code}`);
    if (evidence) {
      evidence.querySelector('details')?.setAttribute('open', '');
      evidence.scrollIntoView({ block: 'center' });
      evidence.querySelector('summary')?.focus({ preventScroll: true });
    }
  });
  drawn.set(place, { chart, data });
}

async function drawAll() {
  for (const place of document.querySelectorAll('[data-chart]')) {
    if (!drawn.has(place)) {
      const answer = await fetch(place.dataset.src, { headers: { Accept: 'application/json' } });
      if (answer.ok) {
        draw(place, await answer.json());
      }
    }
  }
}

const redraw = () => drawn.forEach(({ data }, place) => draw(place, data));

if (echarts) {
  drawAll();
  document.body.addEventListener('htmx:afterSettle', drawAll);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      redraw();
    }
  });
}
