using Market.Web.Commands;

return await CommandLine.RunAsync(args);
