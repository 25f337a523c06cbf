// The workbench's keyboard, menus, storage and downloads. Everything that must answer without a round trip lives here.

const isTyping = (target) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('.rz-dropdown, .rz-numeric'));

/** The name of the command that a key stands for; null for any other key. */
function commandOf(event) {
  const control = event.ctrlKey || event.metaKey;
  if (control && !event.altKey && !event.shiftKey) {
    return { k: 'goto', b: 'explorer', j: 'properties' }[event.key.toLowerCase()] ?? null;
  }

  if (event.altKey && !control && !event.shiftKey) {
    // By position, so that it holds on layouts where Alt makes another character.
    const digit = /^Digit([0-9])$/.exec(event.code);
    return digit ? `page${digit[1]}` : ({ KeyW: 'close', KeyT: 'theme', KeyB: 'place-four questions', KeyL: 'place-timeline', KeyF: 'place-findings', KeyR: 'place-drift', KeyE: 'place-exposure', KeyM: 'place-metrics', PageDown: 'next', PageUp: 'previous' }[event.code] ?? null);
  }

  if (event.key === 'F1') {
    return 'help';
  }

  if (!control && !event.altKey && !isTyping(event.target)) {
    return { '/': 'goto', '?': 'help' }[event.key] ?? null;
  }

  return null;
}

/** Listens for the workbench's keys and menus until disposed. */
export function start(layout) {
  const onKey = (event) => {
    if (event.defaultPrevented || event.isComposing) {
      return;
    }

    const command = commandOf(event);
    if (!command || document.querySelector('dialog#components-reconnect-modal[open]')) {
      return;
    }

    event.preventDefault();
    closeMenus();
    layout.invokeMethodAsync('CommandAsync', command);
  };

  // Arrow keys move inside these widgets; the page must not scroll as well.
  const onListKey = (event) => {
    const list = event.target instanceof Element && event.target.closest('[data-arrow-keys]');
    if (list && list.dataset.arrowKeys.split(' ').includes(event.key)) {
      event.preventDefault();
    }
  };

  document.addEventListener('keydown', onKey);
  document.addEventListener('keydown', onListKey, true);
  const stopMenus = startMenus();
  return {
    dispose: () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('keydown', onListKey, true);
      stopMenus();
    },
  };
}

// --- Menu bar: the pattern of the ARIA authoring guide ---

const menuButtons = () => [...document.querySelectorAll('.menubar > li > [aria-haspopup]')];
const itemsOf = (button) => [...button.nextElementSibling.querySelectorAll('[role^=menuitem]:not([aria-disabled=true])')];
const openButton = () => menuButtons().find((button) => button.getAttribute('aria-expanded') === 'true');

function closeMenus(focus) {
  for (const button of menuButtons()) {
    if (button.getAttribute('aria-expanded') === 'true') {
      button.setAttribute('aria-expanded', 'false');
      if (focus) {
        button.focus();
      }
    }
  }
}

function openMenu(button, item) {
  closeMenus();
  button.setAttribute('aria-expanded', 'true');
  if (item !== undefined) {
    itemsOf(button).at(item)?.focus();
  }
}

function startMenus() {
  const onClick = (event) => {
    const button = event.target.closest('.menubar > li > [aria-haspopup]');
    if (!button) {
      closeMenus();
    } else if (button.getAttribute('aria-expanded') === 'true') {
      closeMenus();
    } else {
      openMenu(button);
    }
  };

  const onOver = (event) => {
    const button = event.target instanceof Element && event.target.closest('.menubar > li > [aria-haspopup]');
    if (button && openButton() && openButton() !== button) {
      openMenu(button);
      button.focus();
    }
  };

  const onKey = (event) => {
    const bar = event.target instanceof Element && event.target.closest('.menubar');
    if (!bar || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }

    const buttons = menuButtons();
    const button = event.target.closest('.menubar > li')?.firstElementChild;
    const items = itemsOf(button);
    const place = items.indexOf(event.target);
    const turn = (steps) => buttons[(buttons.indexOf(button) + steps + buttons.length) % buttons.length];
    const beside = (steps) => {
      const next = turn(steps);
      const wasOpen = openButton();
      next.focus();
      if (wasOpen) {
        openMenu(next, 0);
      }
    };
    const actions = {
      ArrowRight: () => beside(1),
      ArrowLeft: () => beside(-1),
      ArrowDown: () => (place < 0 ? openMenu(button, 0) : items[(place + 1) % items.length].focus()),
      ArrowUp: () => (place < 0 ? openMenu(button, -1) : items[(place - 1 + items.length) % items.length].focus()),
      Home: () => items[0]?.focus(),
      End: () => items.at(-1)?.focus(),
      Escape: () => closeMenus(true),
      Tab: () => closeMenus(),
    };
    const action = actions[event.key];
    if (action) {
      if (event.key !== 'Tab') {
        event.preventDefault();
        event.stopPropagation();
      }

      action();
    }
  };

  document.addEventListener('click', onClick);
  document.addEventListener('mouseover', onOver);
  document.addEventListener('keydown', onKey, true);
  return () => {
    document.removeEventListener('click', onClick);
    document.removeEventListener('mouseover', onOver);
    document.removeEventListener('keydown', onKey, true);
  };
}

// --- Small things that need the browser ---

/** What was saved under a key; null where nothing was, or the browser keeps nothing. */
export function load(key) {
  try {
    return localStorage.getItem(`governance.${key}`);
  } catch {
    return null;
  }
}

export function save(key, value) {
  try {
    localStorage.setItem(`governance.${key}`, value);
  } catch {
    // Storage is full or switched off: the workbench then starts with its defaults.
  }
}

export function focus(selector) {
  const element = document.querySelector(selector);
  element?.focus();
  element?.select?.();
}

export function reveal(selector) {
  document.querySelector(selector)?.scrollIntoView({ block: 'nearest' });
}

/** How wide explorer and properties are, in percent of the workbench. */
export function paneShares() {
  const whole = document.querySelector('.workbench').getBoundingClientRect().width;
  return ['.explorer', '.properties'].map((pane) => (100 * document.querySelector(pane).getBoundingClientRect().width) / whole);
}

export function showDialog(element) {
  if (!element.open) {
    element.showModal();
  }
}

export function closeDialog(element) {
  element.close();
}

export function print() {
  window.print();
}

export async function copy(text) {
  await navigator.clipboard.writeText(text);
}

export async function download(name, stream) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: 'text/csv;charset=utf-8' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** Scrolls a virtualised list just far enough that a row of fixed height is in sight. */
export function revealRow(list, index, height) {
  if (!list?.isConnected) {
    return;
  }

  const top = index * height;
  if (top < list.scrollTop) {
    list.scrollTop = top;
  } else if (top + height > list.scrollTop + list.clientHeight) {
    list.scrollTop = top + height - list.clientHeight;
  }
}
