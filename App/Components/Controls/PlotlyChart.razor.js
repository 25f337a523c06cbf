let loading;

function plotly() {
  if (window.Plotly) {
    return Promise.resolve(window.Plotly);
  }

  return (loading ??= new Promise((resolve, reject) => {
    // A page that opens on a chart has the library on its way; once everything is loaded, what is not there has failed.
    const early = document.readyState === 'complete' ? null : document.querySelector('script[data-library="charts"]');
    const script = early ?? document.createElement('script');
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = undefined;
      reject(new Error('The chart library could not be loaded.'));
    };
    if (!early) {
      script.src = new URL('lib/plotly/plotly-cartesian.min.js', document.baseURI).href;
      document.head.append(script);
    }
  }));
}

// A chart takes its ink from the page around it, so that it is readable in both appearances.
function inked(element, layout) {
  const gridcolor = '#80808040';
  return {
    ...layout,
    paper_bgcolor: 'transparent',
    plot_bgcolor: 'transparent',
    font: { color: getComputedStyle(element).color, ...layout?.font },
    xaxis: { gridcolor, ...layout?.xaxis },
    yaxis: { gridcolor, ...layout?.yaxis },
  };
}

export async function create(element, component, data, layout) {
  const library = await plotly();
  const config = { displaylogo: false };
  const ink = () => getComputedStyle(element).color;
  let drawn = ink();

  // The library loses the click of a press during which it draws. What is to be drawn meanwhile waits for the release.
  const gone = new AbortController();
  const waiting = new Map();
  let isPressed = false;
  const calmly = (what, work) => (isPressed ? void waiting.set(what, work) : work());
  const release = () => {
    if (isPressed) {
      isPressed = false;
      // The library hears of the release after this.
      setTimeout(() => {
        for (const work of isPressed || gone.signal.aborted ? [] : waiting.values()) {
          work();
        }

        waiting.clear();
      }, 50);
    }
  };
  element.addEventListener('pointerdown', () => (isPressed = true), { capture: true, signal: gone.signal });
  for (const end of ['pointerup', 'pointercancel']) {
    window.addEventListener(end, release, { capture: true, signal: gone.signal });
  }

  const draw = () =>
    calmly('draw', () => {
      drawn = ink();
      return library.react(element, data, inked(element, layout), config);
    });
  // A stylesheet may come again as it was.
  const redraw = () => drawn !== ink() && draw();
  document.getElementById('radzen-theme-link')?.addEventListener('load', redraw, { signal: gone.signal });

  await library.newPlot(element, data, inked(element, layout), config);
  let size = [element.clientWidth, element.clientHeight].join();
  const watch = new ResizeObserver(() => {
    const now = [element.clientWidth, element.clientHeight].join();
    // A chart that is not shown has no size to be drawn at.
    if (now !== size && element.clientWidth > 0) {
      size = now;
      calmly('size', () => library.Plots.resize(element));
    }
  });
  watch.observe(element);
  element.on('plotly_click', (event) => {
    const point = event.points[0];
    const index = point.pointIndex ?? point.pointNumber;
    component.invokeMethodAsync('ClickedAsync', {
      x: String(point.x),
      y: String(point.y),
      z: point.z ?? null,
      curve: point.curveNumber,
      index: Array.isArray(index) ? index : [index],
    });
  });

  // Drawn is not yet listening: whoever clicks by machine waits for this.
  element.dataset.ready = 'true';

  return {
    update: async (nextData, nextLayout) => {
      [data, layout] = [nextData, nextLayout];
      await draw();
    },
    download: async (fileName, title) => {
      // A picture leaves the page: it takes the ground along, and a line that says what it shows.
      const ground = getComputedStyle(document.body).backgroundColor;
      const framed = inked(element, layout);
      const head = 40;
      const picture = {
        data,
        layout: {
          ...framed,
          title: { text: title, x: 0.01, xanchor: 'left', yref: 'container', y: 0.995, yanchor: 'top', font: { size: 13 } },
          margin: { ...framed.margin, t: (framed.margin?.t ?? 80) + head },
          paper_bgcolor: ground,
          plot_bgcolor: ground,
        },
      };
      const link = document.createElement('a');
      link.href = await library.toImage(picture, { format: 'png', width: element.clientWidth, height: element.clientHeight + head, scale: 2 });
      link.download = fileName;
      link.click();
    },
    dispose: () => {
      gone.abort();
      watch.disconnect();
      library.purge(element);
    },
  };
}
