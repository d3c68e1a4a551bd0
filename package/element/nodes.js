// Nodes of the answer. Nothing here takes markup: text becomes a text node, and only https addresses become links.

/** An element with a class and what stands in it; null, undefined and false are left out. */
export function node(tag, name, content = []) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...content.filter((part) => part || part === ''));
  return element;
}

/** An element with nothing but words in it. */
export const said = (tag, name, text) => node(tag, name, [text]);

/** Words of a mail: in whatever direction they are written, and not to be translated. */
export function bdi(text) {
  const element = said('bdi', '', text);
  element.translate = false;
  return element;
}

/** A link to a page outside. */
export function outside(text, url) {
  if (!url.startsWith('https://')) return document.createTextNode(text);
  const link = said('a', '', text);
  link.href = url;
  link.target = '_blank';
  link.rel = 'noreferrer noopener';
  return link;
}

/** A run of text as nodes. */
export function inlines(run) {
  return run.map(({ type, text, url }) => {
    if (type === 'strong') return said('strong', '', text);
    if (type === 'link') return outside(text, url);
    if (type === 'value') return bdi(text);
    if (type !== 'code') return document.createTextNode(text);
    const code = said('code', '', text);
    code.translate = false;
    return code;
  });
}
