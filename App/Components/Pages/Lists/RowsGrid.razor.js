// Another list starts at its first row, wherever the last one was scrolled to.
export function toTop(element) {
  const body = element?.querySelector('.rz-data-grid-data');
  if (body) {
    body.scrollTop = 0;
  }
}
