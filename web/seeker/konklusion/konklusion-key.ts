export const konklusionKey = (bookingId: string) => ['konklusion', bookingId]
