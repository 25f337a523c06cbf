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
  const config = { responsive: true, displaylogo: false };
  const draw = (nextData, nextLayout) => {
    [data, layout] = [nextData, nextLayout];
    return library.react(element, data, inked(element, layout), config);
  };
  const theme = document.getElementById('radzen-theme-link');
  const redraw = () => draw(data, layout);
  theme?.addEventListener('load', redraw);

  await library.newPlot(element, data, inked(element, layout), config);
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
      await draw(nextData, nextLayout);
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
      theme?.removeEventListener('load', redraw);
      library.purge(element);
    },
  };
}
