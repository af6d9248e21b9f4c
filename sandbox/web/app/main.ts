import { h, render } from 'preact';
import { Page } from './view/page.ts';

const root = document.querySelector('#page');
if (root) render(h(Page, null), root);
