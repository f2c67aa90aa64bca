using Market.Benchmarks;

switch (args)
{
    case ["search", var count] when int.TryParse(count, out var products) && products > 0:
        return await SearchBench.RunAsync(products);
    default:
        Console.Error.WriteLine("usage: search N   queries a second of product search and of plain Lucene collectors, on N made-up products");
        return 2;
}
