using Market.Benchmarks;
using Market.Benchmarks.Load;

switch (args)
{
    case ["search", var count] when int.TryParse(count, out var products) && products > 0: return await SearchBench.RunAsync(products);
    case ["pages"]: return await PagesBench.RunAsync();
    case ["checkout"]: return await CheckoutBench.RunAsync("sqlite", "mariadb");
    case ["checkout", "sqlite" or "mariadb"]: return await CheckoutBench.RunAsync(args[1]);
    case ["holds", "sqlite" or "mariadb"]: return await CheckoutBench.HoldsAsync(args[1]);
    case ["shop", var count] when int.TryParse(count, out var products) && products > 0: return await ShopBench.RunAsync(products);
    case ["marks", .. var which] when MarksBench.Knows(which): return await MarksBench.RunAsync(which);
    case ["codes"]: return CodesBench.Run();
    case ["links"]: return LinksBench.Run();
    case ["trace"]: return await TraceBench.RunAsync("sqlite", "mariadb");
    case ["trace", "sqlite" or "mariadb"]: return await TraceBench.RunAsync(args[1]);
    case ["recall", "sqlite" or "mariadb"]: return await RecallBench.RunAsync(args[1]);
    case ["events", "sqlite" or "mariadb"]: return await EventsBench.RunAsync(args[1]);
    case ["scans"]: return await EventsBench.PagesAsync();
    case ["match", .. var which] when MatchBench.Knows(which): return MatchBench.Run(which);
    case ["replay"]: return await ReplayBench.RunAsync();
    case ["bare", var port] when int.TryParse(port, out var number): return await BareServer.RunAsync(number);
    default:
        Console.Error.WriteLine("""
            search N   queries a second of product search and of plain Lucene collectors, on N made-up products
            pages      home, category and product page beside the bare web server
            checkout   orders over HTTP beside the bare server and the disk; one hot offer beside a MariaDB row (also: checkout sqlite, checkout mariadb)
            holds DB   that hot offer alone, each unit set aside, 15 rounds (holds sqlite, holds mariadb)
            shop N     start, memory, pages, orders and search over HTTP of a shop with N products
            marks      what badges cost a listing; a million certificates that end on one day while orders come in; search in a register of 100,000 licences (also: marks badges, marks sweep sqlite, marks sweep mariadb, marks register sqlite, marks register mariadb)
            codes      serials of single items: how fast they are written, and what a look at one takes
            links      keys of events brought to their canonical address; addresses read
            trace      traces both ways, suppositions and the 24-hour sheet on a graph of a million events (also: trace sqlite, trace mariadb)
            recall DB  from the approval of a recall to the shopper's page and the last of 1,000 receivers (recall sqlite, recall mariadb)
            events DB  events captured, leaves appended and proved (events sqlite, events mariadb)
            scans      a lot's page, scans of codes and the stream of a batch over HTTP
            match      the matching engine against proven optima, its bound, first-come and greedy (also: match xs, s, m, l, drop, poorest, orlib)
            replay     5,000 invoices of a real shop from basket to income, to the fen
            """);
        return 2;
}
