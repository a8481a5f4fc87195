// The ids of a page's elements, as rendering/element_ids.py gives them.

import { BLOCK_ID_PREFIX, ENTRY_ID_PREFIX } from "./contract.ts";

/** The id of a place's entry in the list under the article. */
export const entryId = (placeId: string): string => `${ENTRY_ID_PREFIX}${placeId}`;

/** The id of the article's block with this number, from 1. */
export const blockId = (number: number): string => `${BLOCK_ID_PREFIX}${number}`;

const BLOCK_ID = new RegExp(`^${BLOCK_ID_PREFIX}(\\d+)$`);

/** The number of the block with this id, from 1; 0 if no block has such an id. */
export const blockNumber = (id: string): number => Number(BLOCK_ID.exec(id)?.[1] ?? 0);
