/** axios in one file, as `require('axios')` gives it. Its package exports the file without types. */
declare module 'axios/dist/node/axios.cjs' {
  export { default } from 'axios';
}
