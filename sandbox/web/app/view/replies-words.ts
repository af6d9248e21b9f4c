/** "1 reply", "3 replies". */
export const repliesWords = (count: number) => `${count} ${count === 1 ? 'reply' : 'replies'}`;
