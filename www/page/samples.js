/**
 * Articles to try the page with. All of it is invented: the people, the bodies, the papers. `sample.js` has the first.
 */

import { SAMPLE } from './sample.js';

/** A local story with British dates, as copied: a section line, a byline with a time, a caption, a line of the site. */
const COUNCIL = `Local news

Ferry terminal vote put off again after row over night buses

By Imogen Tarrant, Local Democracy Correspondent
Published 9 October 2025, 18:40

Harwick Borough Council has put off its decision on the new ferry terminal until Tuesday 4 November, after three hours of argument over night buses.

Councillors met on Wednesday evening to decide on the £12.4m plan, which has been before the planning committee since 17 March. Instead they asked officers for a report on transport, due by the end of this month.

The council’s leader, Maureen Ashdown, said the delay was “a nuisance, not a disaster”.

“We have waited since 2019 for this terminal. We can wait another four weeks to get the buses right,” Cllr Ashdown said.

But Dev Pillai, who leads the opposition, called it the third delay in a year. “In January we were told Easter. At Easter we were told September,” Mr Pillai said. “People in Northgate have stopped writing dates in their diaries.”

Image caption: Cllr Maureen Ashdown at the old terminal last summer

Under the plan, sailings to Ostend would begin on 1 May 2027, with two crossings a day in July and August 2027. Straitline Ferries, the operator, said on Thursday it remained committed to the date.

Its managing director, Karin Wouters, told the Harwick Beacon: “Our ship leaves the yard in Gdansk in the spring of 2027. She needs somewhere to go.”

The old terminal closed on 30 November 2018 after the storm of that autumn damaged its pier. A public inquiry ended on 12 February 2021.

Residents can send comments to the Harwick Borough Council until noon on Friday 24 October. A drop-in session will be held at Northgate Community Hall on Saturday, from 10am to 2pm.

The committee meets again on 4 November at 7pm.

More on this story
Night buses: what we know so far
`;

/** A long read: many years, many places, people who come back under shorter names. */
const COLUMN = `The Clockmaker Who Mapped the Rain

By Rosalind Achebe
Sunday 21 June 2026

On Tuesday 3 May 1921 a seventeen-year-old apprentice in Val Serena, in the hills above Trieste, hung a tin cup on a nail and waited for rain. It came two days later. Elias Marchetti measured it with a watchmaker’s rule, wrote the number down, and did not stop until the winter of 1962.

His notebooks, 83 of them, went on show last Saturday at the Museum of Small Sciences in Ljubljana. They have travelled further than he ever did: to Vienna in 1938, to a cellar in Graz during the war, to Buenos Aires in March 1949 with his sister Carlotta, and to a garage in Leeds, where the historian Priya Nandakumar found them in August 2017.

“I was looking for a piano,” Nandakumar says. “I found four decades of Mondays.”

A valley under water

Marchetti was born in 1904, when Trieste was a port of Austria-Hungary. By the time he opened his own shop, in the autumn of 1927, the city was Italian; when he closed it, in October 1954, it had just become Italian again. He noted the first with one word (“fog”) and the second not at all.

What he did note, from the early 1930s onwards, was that the springs were getting drier. In a letter of 12 February 1936 to the Adriatic Meteorological Union he wrote that “the rain of April is moving into May”. The Union replied after three years, on 30 August 1939. Two days later there was a war.

The valley itself went under in a day. The dam at Monte Cervo had been planned since the 1950s, and on 19 September 1963 the water reached the clock of the church of San Donato. It stopped, he wrote in his last letter to his sister, at 4.42pm.

Home again

Nandakumar spent the best part of a decade on the numbers. Her book, “The Rain Ledger”, appeared in the spring of 2024, and last year the Danish climatologist Søren Holm and his team in Aarhus compared the notebooks with satellite records from 1979 to 2023.

“He was right about April,” Holm told me last month. “He was right ninety years before us, with a tin cup.”

The museum’s director, Maja Kovačič, hopes to keep the notebooks until the end of 2027. After that they may go to Trieste, where the city council promised a room for them in 2020, in 2022 and again on 14 January this year.

Carlotta’s granddaughter, Lucía Ferreyra, flew in from Argentina for the opening. She brought the cup. It will hang outside, on a nail, from next Wednesday until the first rain.

Rosalind Achebe writes every other Sunday. Next time, on 5 July: the last telephone exchange in Donegal.
`;

/** By the ids of their buttons. */
export const SAMPLES = /** @type {Record<string, { name: string, text: string }>} */ ({
  sample: { name: 'Sample article', text: SAMPLE },
  'sample-council': { name: 'Sample: a council story', text: COUNCIL },
  'sample-column': { name: 'Sample: a long read', text: COLUMN },
});
