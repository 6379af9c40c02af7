/** How the program ends, as its supervisor reads it: with a sentence about what has to be set right first ... */
export const didNotStart = 1
/** ... or by an error that nobody foresaw (EX_SOFTWARE of sysexits.h). */
export const crashed = 70
