import { h, render } from 'preact';
import { Page } from './view/page.ts';
import { applyTheme, readTheme } from './view/theme.ts';

applyTheme(readTheme());
const root = document.querySelector('#page');
if (root) render(h(Page, null), root);
