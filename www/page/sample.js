/**
 * A sample article, as it looks when copied from a newspaper's page: the page's header with a day that is not the
 * story's, the headline twice, a paragraph break that got lost. All of it is invented: the people, the body, the agency.
 */
export const SAMPLE = `Managing Editor: Teodor Vance Saturday, March 14th, 2026

Norway, Iceland and NAHC to Reopen Herring Talks: Report

Norway, Iceland and NAHC to Reopen  Herring Talks: Report

OSLO - Norwegian Fisheries Minister Ingrid Solhaug, Icelandic Foreign Minister Kristjan Hallsson and the head of the North Atlantic Herring Commission, Marta Lindqvist, will meet on February 4 to reopen talks on shared herring stocks, the Bergen Courier newspaper reported on Friday.

The three-day conference is due to start in Tromso on February 11, but it remains open who will speak for the Faroe Islands and what role, if any, the European Union could play in the meeting.“On February 4 there will be a working dinner with Hallsson, and after it one with Hallsson and Lindqvist,” the paper quoted an unnamed official at the Norwegian Fisheries Ministry as saying of Solhaug’s plans.

Solhaug may also meet the Coastal Fleet Alliance’s two leaders, President Bjarne Odegaard and Secretary General Runa Vik, whose members joined a march through the port last month.

Norway has long criticized the Alliance for its refusal to accept quotas without guarantees. The NAHC has repeatedly asked Hallsson’s government to share its catch data.

More than 4,000 boats have stayed in harbour since the dispute began in March 2016, when Icelandic trawlers left the common zone.

Speaking in English, Vik told Northline on Friday the Alliance would decide within two weeks whether to send a delegation.

“We do not need Tromso if Oslo thinks the quotas are going to stay as they are,” she added.

Iceland is a large buyer of Norwegian nets and has been at odds with the European Union over access to its waters.

But Solhaug and Lindqvist signed an agreement in September over the counting of young fish, helping to end a blockade of Bergen.  (Northline)
`;
