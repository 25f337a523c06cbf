using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Cli;

/// <summary><c>import hive --connection C</c>: tables, grants and roles from a live metastore. What was known of everything else stands.</summary>
internal static class ImportHiveVerb
{
    public static Command Create(CommandRunner runner, MetastoreOptions metastore, Option<Authorizer?> authorizer)
    {
        var check = new Option<bool>("--check") { Description = "Connect and count, import nothing" };
        var command = runner.Verb(
            "hive",
            "Import tables, grants and roles from a live Hive metastore (PostgreSQL): reads, and changes nothing there",
            new(
                "import hive --connection C or --connection-file FILE [--check] [--authorizer NAME] [--at T] [--json] [--data DIR]",
                "import hive --connection \"Host=db;Database=metastore;Username=reader\""
            ),
            async (run, cancellationToken) =>
            {
                var connection =
                    metastore.Read(run)
                    ?? throw MetastoreOptions.Wrong("Nothing says where the metastore is: --connection is missing.");
                return run.Get(check)
                    ? await CheckAsync(run, connection, cancellationToken)
                    : await ImportVerb.ImportAsync(
                        run,
                        new(null, run.At, IsDemo: false, run.Get(authorizer), Metastore: connection),
                        cancellationToken
                    );
            }
        );
        metastore.AddTo(command);
        command.Add(check);
        command.Add(authorizer);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static async Task<int> CheckAsync(
        CommandRun run,
        MetastoreConnection connection,
        CancellationToken cancellationToken
    )
    {
        MetastoreSummary found;
        try
        {
            found = await run.WorkAsync(
                "Counting",
                (_, token) => run.Service<MetastoreCheck>().RunAsync(run.User, connection, token),
                cancellationToken
            );
        }
        catch (MetastoreException fault)
        {
            run.Say(fault.Message);
            return ExitCode.BadInput;
        }

        if (run.IsJson)
        {
            run.Json(
                new
                {
                    server = found.Metastore.Server,
                    schemaVersion = found.Metastore.SchemaVersion,
                    rows = found.Rows,
                }
            );
        }
        else
        {
            run.Text.Line($"Metastore {found.Metastore.Server}, schema {found.Metastore.SchemaVersion}");
            run.Text.Table(
                ["TABLE", TextColumn.Number("ROWS")],
                [.. found.Rows.Select(table => new[] { table.Key, Figures.Count(table.Value) })]
            );
        }

        return ExitCode.Answered;
    }
}
