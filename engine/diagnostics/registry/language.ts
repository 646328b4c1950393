/** ZS1xxx: policies, waivers and the guide. */
export {};
