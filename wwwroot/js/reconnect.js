// Shows the state of the connection to the server.
//
// blazor.web.js 9.0 tells it by classes on the dialog only; the event that the .NET 10 template listens to never fires
// there. So the classes are watched.
(() => {
  const dialog = document.getElementById('components-reconnect-modal');
  if (!dialog) {
    return;
  }

  const prefix = 'components-reconnect-';
  const states = ['show', 'failed', 'rejected', 'hide'];
  let polling;

  const stateNow = () => states.find((name) => dialog.classList.contains(prefix + name)) ?? 'hide';

  async function serverIsUp() {
    try {
      // Any answer will do: while the first estate is being made the server is up and says 503.
      await fetch(new URL('health', document.baseURI), { cache: 'no-store' });
      return true;
    } catch {
      return false;
    }
  }

  async function reconnect() {
    if (!(await serverIsUp())) {
      return;
    }

    try {
      if (await Blazor.reconnect()) {
        dialog.classList.remove(prefix + 'failed');
        dialog.classList.add(prefix + 'hide');
        return;
      }
    } catch {
      // The circuit is gone for good: a reload starts another.
    }

    location.reload();
  }

  async function reloadWhenUp() {
    if (await serverIsUp()) {
      clearInterval(polling);
      location.reload();
    }
  }

  function apply() {
    const state = stateNow();
    clearInterval(polling);
    dialog.dataset.state = state;
    for (const part of dialog.querySelectorAll('[data-when]')) {
      part.hidden = part.dataset.when !== state;
    }

    if (state === 'hide') {
      if (dialog.open) {
        dialog.close();
      }

      return;
    }

    if (!dialog.open) {
      dialog.showModal();
    }

    if (state === 'rejected') {
      polling = setInterval(reloadWhenUp, 1000);
    } else if (state === 'failed') {
      polling = setInterval(reconnect, 5000);
    }
  }

  dialog.addEventListener('cancel', (event) => event.preventDefault());
  new MutationObserver(apply).observe(dialog, { attributes: true, attributeFilter: ['class'] });
  document.getElementById('reconnect-retry').addEventListener('click', reconnect);
  apply();
})();
