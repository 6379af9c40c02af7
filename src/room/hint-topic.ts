/** The topic of the data messages by which a room is told that something was stored; pages and server use this one. */
export const hintTopic = 'fyrklang'
