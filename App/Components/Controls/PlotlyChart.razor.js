let loading;

function plotly() {
  if (window.Plotly) {
    return Promise.resolve(window.Plotly);
  }

  return (loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = new URL('lib/plotly/plotly-cartesian.min.js', document.baseURI).href;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = undefined;
      reject(new Error('The chart library could not be loaded.'));
    };
    document.head.append(script);
  }));
}

export async function create(element, component, data, layout) {
  const library = await plotly();
  const config = { responsive: true, displaylogo: false };
  await library.newPlot(element, data, layout ?? {}, config);
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

  return {
    update: async (nextData, nextLayout) => {
      await library.react(element, nextData, nextLayout ?? {}, config);
    },
    dispose: () => library.purge(element),
  };
}
