using System.CommandLine;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Cli;

/// <summary>How verbs are told where a live metastore is. A password belongs into the environment or a file: a command line is seen by others.</summary>
internal sealed class MetastoreOptions
{
    private const string Example = "import hive --connection \"Host=db;Database=metastore;Username=reader\"";

    private readonly Option<string?> _connection = new("--connection")
    {
        Description =
            "The metastore's PostgreSQL: \"Host=…;Database=…;Username=…\" or postgresql://user@host/database; the password from PGPASSWORD or PGPASSFILE",
        HelpName = "C",
    };

    private readonly Option<string?> _file = new("--connection-file")
    {
        Description = "A file that holds the connection, with its password if you like",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(_connection);
        command.Add(_file);
    }

    /// <summary>Null where neither option is given.</summary>
    /// <exception cref="UsageException">Both are given, there is no such file, or the connection cannot be read.</exception>
    public MetastoreConnection? Read(CommandRun run)
    {
        var (text, file) = (run.Get(_connection), run.Get(_file));
        if (text is not null && file is not null)
        {
            throw Wrong("The connection is given twice: --connection and --connection-file.");
        }

        if (file is not null)
        {
            text = File.ReadAllText(run.ExistingFile(file, "import hive --connection-file metastore.txt"));
        }

        if (text is null)
        {
            return null;
        }

        try
        {
            var connection = MetastoreConnection.Parse(text);
            if (connection.HoldsPassword && file is null)
            {
                run.Say(
                    "The password stands in the command line, where others on this machine can see it: PGPASSWORD or --connection-file keep it to you."
                );
            }

            return connection;
        }
        catch (FormatException wrong)
        {
            throw Wrong(wrong.Message);
        }
    }

    public static UsageException Wrong(string what) => new(what, MetastoreConnection.Expected, Example);
}
