'use strict';
const data = JSON.parse(document.getElementById('data').textContent);
const root = document.documentElement;
const pending = new Map();
const charts = [];

// --- the page's elements; what users wrote is only ever text -----------------------------------------------------------

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined && text !== null) made.textContent = text;
  if (name) made.className = name;
  return made;
}

function add(parent, ...children) { children.forEach(child => parent.appendChild(child)); return parent; }

function shown(value) {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value.toLocaleString('en');
  const size = Math.abs(value);
  return size >= 1e6 || size < 1e-3 ? value.toExponential(3) : String(Number(value.toPrecision(5)));
}

function table(heads, rows) {
  const numbers = heads.map((h, c) => rows.length > 0 && rows.every(row => row[c] === null || typeof row[c] === 'number'));
  const made = element('table');
  const head = element('tr');
  heads.forEach((h, c) => head.appendChild(element('th', h, numbers[c] ? 'number' : '')));
  add(made, add(element('thead'), head));
  const body = element('tbody');
  rows.forEach(row => {
    const line = element('tr');
    row.forEach((cell, c) => line.appendChild(element('td', shown(cell), numbers[c] ? 'number' : '')));
    body.appendChild(line);
  });
  return add(element('div', null, 'scroll'), add(made, body));
}

function folded(title, inside) { return add(element('details'), element('summary', title), inside); }

function section(title, note) {
  const made = element('section');
  made.appendChild(element('h2', title));
  if (note) made.appendChild(element('p', note, 'note'));
  document.getElementById('main').appendChild(made);
  return made;
}

function figure(title, make, tall) {
  const plot = element('div', null, tall ? 'plot tall' : 'plot');
  const canvas = element('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', title);
  pending.set(canvas, make);
  watcher.observe(canvas);
  return add(element('figure'), element('figcaption', title), add(plot, canvas));
}

// --- plots, drawn when they come into view ----------------------------------------------------------------------------

function color(name) { return getComputedStyle(root).getPropertyValue('--' + name).trim(); }

function axis(title, more) {
  return Object.assign({ title: { display: true, text: title, color: color('soft') }, ticks: { color: color('soft'), maxRotation: 45 }, grid: { color: color('line') } }, more || {});
}

function options(x, y, more) {
  return Object.assign({ animation: false, responsive: true, maintainAspectRatio: false, scales: { x, y }, plugins: { legend: { display: false } } }, more || {});
}

function legend(used) { return { legend: { display: true, labels: { color: color('ink'), usePointStyle: true, filter: item => !used || used.includes(item.text) } } }; }

function draw(canvas) {
  const make = pending.get(canvas);
  if (!make) return;
  pending.delete(canvas);
  watcher.unobserve(canvas);
  charts.push({ canvas, make, chart: new Chart(canvas, make()) });
}

const watcher = new IntersectionObserver(seen => seen.filter(one => one.isIntersecting).forEach(one => draw(one.target)), { rootMargin: '400px' });

function redraw() { charts.forEach(one => { one.chart.destroy(); one.chart = new Chart(one.canvas, one.make()); }); }

document.getElementById('theme').addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  redraw();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
let before;
addEventListener('beforeprint', () => { before = root.dataset.theme; root.dataset.theme = 'light'; [...pending.keys()].forEach(draw); redraw(); });
addEventListener('afterprint', () => { if (before) root.dataset.theme = before; else delete root.dataset.theme; redraw(); });

function line(labels, values, x, y) {
  return () => ({ type: 'line', data: { labels, datasets: [{ label: y, data: values, borderColor: color('one'), borderWidth: 1.5, pointRadius: labels.length > 60 ? 0 : 2, pointBackgroundColor: color('one'), tension: 0 }] },
    options: options(axis(x, { ticks: { color: color('soft'), autoSkip: true, maxTicksLimit: 12, maxRotation: 45 } }), axis(y)) });
}

function short(label) { return label.length > 26 ? label.slice(0, 25) + '…' : label; }

function bars(labels, values, x) {
  return () => ({ type: 'bar', data: { labels: labels.map(short), datasets: [{ label: x, data: values, backgroundColor: values.map(v => v < 0 ? color('two') : color('one')) }] },
    options: options(axis(x, { ticks: { color: color('soft'), maxTicksLimit: 6 } }), axis('', { title: { display: false }, ticks: { color: color('ink'), autoSkip: false, font: { size: 11 } }, grid: { display: false } }), { indexAxis: 'y' }) });
}

function curve(sets, x, y, more) {
  return () => ({ type: 'scatter', data: { datasets: sets().map(set => Object.assign({ showLine: true, borderWidth: 2, pointRadius: 2 }, set)) },
    options: options(axis(x, Object.assign({ type: 'linear' }, (more || {}).x)), axis(y, (more || {}).y), { plugins: legend((more || {}).legend) }) });
}

// Points with a bar from low to high beside them: a set of short vertical lines, with gaps between.
function errors(points, name) {
  const data = [];
  points.forEach(p => data.push({ x: p.x, y: p.y - p.e }, { x: p.x, y: p.y + p.e }, { x: p.x, y: null }));
  return { label: 'error bars', data, borderColor: color(name), borderWidth: 1.5, pointRadius: 3, pointStyle: 'line', pointBorderColor: color(name), spanGaps: false };
}

// --- what was fitted, and how well ------------------------------------------------------------------------------------

document.title = data.title;
document.getElementById('title').textContent = data.title;

if (data.summary) {
  const about = section('What was fitted, and how well', data.summaryNote);
  const both = add(element('div', null, 'grid'), add(element('div', null, 'card'), element('h3', 'Model'), table(['', ''], data.summary)));
  if (data.metrics) add(both, add(element('div', null, 'card'), element('h3', 'Measured on ' + data.metricsOn), table(['', ''], data.metrics)));
  add(about, both);
}

if (data.experiment) data.experiment.forEach(group => {
  const part = section('Experiment: ' + group.name, 'Held-out loss is the mean over cells that no fit has seen, zeros weighted up to their number; error bars are one standard error of the difference to the best rank, cell by cell, since all fits are scored on the same cells.');
  add(part, element('p', group.reason, 'reason'));
  const ranks = group.ranks;
  const plots = element('div', null, 'grid');
  const at = r => ({ x: r.rank, y: r.heldOut, e: r.worseError || 0 });
  add(plots, add(element('div', null, 'card'), figure('Held-out loss by rank: best seed in training, and every seed', curve(() => [
    { label: 'best seed', data: ranks.map(at), borderColor: color('one'), backgroundColor: color('one'), pointRadius: ranks.map(r => r.rank === group.rank ? 7 : 3) },
    errors(ranks.map(at), 'one'),
    { label: 'every seed', data: group.rows.map(r => ({ x: r.rank, y: r.heldOut })), showLine: false, borderColor: color('two'), backgroundColor: 'transparent', pointRadius: 4, borderWidth: 1 }
  ], 'rank (components); the larger dot is the one chosen', 'held-out loss a cell', { x: { ticks: { stepSize: 1, color: color('soft') } }, legend: ['best seed', 'every seed'] }), true)));
  if (ranks.some(r => r.stability !== null)) add(plots, add(element('div', null, 'card'), figure('Stability: how much the models of different seeds agree', curve(() => [
    { label: 'score between seeds', data: ranks.map(r => ({ x: r.rank, y: r.stability })), borderColor: color('three'), backgroundColor: color('three') }
  ], 'rank (components)', 'score, 1 = the same components', { x: { ticks: { stepSize: 1, color: color('soft') } }, y: { min: 0, max: 1 } }), true)));
  if (ranks.some(r => r.coreConsistency !== null)) add(plots, add(element('div', null, 'card'), figure('Core consistency', curve(() => [
    { label: 'core consistency', data: ranks.map(r => ({ x: r.rank, y: r.coreConsistency })), borderColor: color('two'), backgroundColor: color('two') }
  ], 'rank (components)', '100 = what the components say is all there is', { y: { max: 100 } }), true)));
  add(part, plots, folded('Ranks as numbers', table(['rank', 'held-out loss', 'worse than best', '± (1 standard error)', 'stability', 'core consistency'], ranks.map(r => [r.rank, r.heldOut, r.worse, r.worseError, r.stability, r.coreConsistency]))),
    folded('All fits', table(['rank', 'seed', 'objective', 'held-out loss', '±', 'rmse', 'mae', 'auc', 'iterations', 'stopped', 'seconds'], group.rows.map(r => [r.rank, r.seed, r.objective, r.heldOut, r.heldOutError, r.rmse, r.mae, r.auc, r.iterations, r.stopReason, r.seconds]))));
});

if (data.trace && data.trace.length) {
  const part = section('Convergence', 'The objective F over the cells fitted to' + (data.heldOut ? ', and beside it the loss over the cells set aside' : '') + '. A curve that still falls at its end asks for more iterations. The first, long step is cut off.');
  const sets = key => () => [{ label: 'objective F', data: data.trace.map(t => ({ x: t[key], y: t.objective })), borderColor: color('one'), backgroundColor: color('one') }]
    .concat(data.heldOut ? [{ label: 'held out', data: data.trace.map(t => ({ x: t[key], y: t.heldOut })), borderColor: color('two'), backgroundColor: color('two'), yAxisID: 'right' }] : []);
  const plot = (title, key, x) => figure(title, () => {
    const kept = data.trace.slice(Math.min(2, data.trace.length - 1));
    const most = what => Math.max(...kept.map(t => t[what]));
    const made = curve(sets(key), x, 'objective F', { y: { max: most('objective') } })();
    if (data.heldOut) made.options.scales.right = axis('held-out loss', { position: 'right', grid: { display: false }, max: most('heldOut') });
    return made;
  });
  add(part, add(element('div', null, 'grid wide'), add(element('div', null, 'card'), plot('By iteration', 'iteration', 'iteration')), add(element('div', null, 'card'), plot('By time', 'seconds', 'seconds'))),
    folded('Iterations as numbers', table(['iteration', 'objective', 'regularization', 'held out', 'seconds'], data.trace.map(t => [t.iteration, t.objective, t.regularization, t.heldOut, t.seconds]))));
}

// --- components -------------------------------------------------------------------------------------------------------

if (data.components) {
  const part = section('Components', data.componentsNote);
  add(part, add(element('div', null, 'card'), figure('Share of each component', bars(data.components.map((c, r) => 'component ' + r), data.components.map(c => 100 * c.share), 'share, %'), data.components.length > 12)));
  const map = data.modes.map((m, n) => m.kind === 'COORDINATE' ? n : -1).filter(n => n >= 0);
  data.components.forEach((component, r) => {
    const card = element('article', null, 'card');
    card.id = 'component-' + r;
    add(card, add(element('h3', 'Component ' + r + ' '), element('span', shown(100 * component.share) + ' % of the model, lambda ' + shown(component.lambda), 'share')));
    const plots = element('div', null, 'grid');
    data.modes.forEach((mode, n) => {
      const own = component.modes[n];
      if (mode.kind === 'ORDERED') add(plots, figure(mode.name, line(mode.labels, own.line, mode.name, data.unit)));
      if (mode.kind === 'CATEGORIES') add(plots, figure(mode.name + ', top ' + own.top.length + ' of ' + shown(mode.size), bars(own.top, own.values, data.unit)));
    });
    if (component.map) add(plots, figure(data.modes[map[0]].name + ' by ' + data.modes[map[1]].name + ', the larger the heavier', places(component.map, data.modes[map[1]].name, data.modes[map[0]].name), true));
    const tops = element('div', null, 'grid');
    data.modes.forEach((mode, n) => add(tops, table([mode.name, data.unit], component.modes[n].top.map((label, k) => [label, component.modes[n].values[k]]))));
    add(card, plots, folded('Largest weights as numbers', tops));
    add(part, card);
  });
}

if (data.offsets && data.offsets.length) {
  const part = section('Offsets', 'What is added to the components, in the units of m: ' + shown(data.offsets[data.offsets.length - 1].all) + ' to every cell, and to the cells of a row what is drawn here: the highest and the lowest of each mode.');
  const plots = element('div', null, 'grid');
  data.offsets.filter(o => o.mode !== undefined).forEach(o => {
    const mode = data.modes[o.mode];
    const plot = o.line ? line(mode.labels, o.line, mode.name, 'offset') : bars(o.labels, o.values, 'offset');
    add(plots, add(element('div', null, 'card'), figure('Offset of ' + mode.name, plot, !o.line), folded('As numbers', table([mode.name, 'offset'], o.labels.map((label, k) => [label, o.values[k]])))));
  });
  add(part, plots);
}

function places(points, x, y) {
  const largest = Math.max(...points.map(p => Math.abs(p[2])), 1e-300);
  return () => ({ type: 'bubble', data: { datasets: [{ label: x + ' by ' + y, data: points.map(p => ({ x: p[1], y: p[0], r: 1 + 9 * Math.sqrt(Math.abs(p[2]) / largest) })), backgroundColor: color('one') + '88', borderWidth: 0 }] },
    options: options(axis(x, { ticks: { color: color('soft'), maxTicksLimit: 7 } }), axis(y, { ticks: { color: color('soft'), maxTicksLimit: 7 } })) });
}

// --- what fits badly --------------------------------------------------------------------------------------------------

if (data.residuals) {
  const part = section('What fits badly', data.residualsNote);
  const plots = element('div', null, 'grid');
  data.residuals.forEach((rows, n) => {
    const title = data.modes[n].name + ': slices that fit worst';
    add(plots, add(element('div', null, 'card'), figure(title, bars(rows.map(row => row.label), rows.map(row => row.excess), 'excess, % of the whole deviance'), true),
      folded('As numbers', table([data.modes[n].name, 'entries', 'observed', 'expected', 'deviance', 'excess, %'], rows.map(row => [row.label, row.entries, row.observed, row.expected, row.deviance, row.excess])))));
  });
  add(part, plots);
}

if (data.calibration) {
  const calibration = data.calibration;
  const bins = calibration.bins;
  const what = calibration.probabilities ? 'probability' : calibration.counts ? 'count' : 'value';
  const part = section('Calibration', 'Cells in bins of what the model expects; a model that is right on average lies on the diagonal. Error bars are two standard errors.');
  const log = calibration.counts || calibration.probabilities;
  const scale = log ? { type: 'logarithmic' } : {};
  const drawn = bins.filter(b => !log || (b.expected > 0 && b.observed > 0));
  const ends = () => [Math.min(...drawn.map(b => b.expected)), Math.max(...drawn.map(b => b.expected))];
  const low = drawn.map(b => ({ x: b.expected, y: b.observed, e: log ? Math.min(2 * b.error, 0.99 * b.observed) : 2 * b.error }));
  add(part, add(element('div', null, 'card'), figure('Observed against expected ' + what, curve(() => [
    { label: 'right on average', data: ends().map(v => ({ x: v, y: v })), borderColor: color('soft'), borderDash: [5, 5], pointRadius: 0 },
    { label: 'observed', data: drawn.map(b => ({ x: b.expected, y: b.observed })), showLine: false, borderColor: color('one'), backgroundColor: color('one'), pointRadius: 4 },
    errors(low, 'one')
  ], 'expected ' + what, 'observed ' + (calibration.probabilities ? 'share of ones' : 'mean'), { x: scale, y: scale, legend: ['observed', 'right on average'] }), true),
    folded('As numbers', table(['cells', 'expected ' + what, 'observed', '± (1 standard error)'], bins.map(b => [b.cells, b.expected, b.observed, b.error])))));
}

addEventListener('error', event => add(document.getElementById('main'), element('p', 'The page could not be drawn: ' + event.message)));
