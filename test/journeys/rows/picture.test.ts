import { picture } from './picture.ts';
import { travelAll } from './suite.ts';

travelAll('A person uploads a picture', picture);
