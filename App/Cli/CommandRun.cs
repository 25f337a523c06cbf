using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Cli;

/// <summary>One call of one verb: its arguments, the services it asks, and where the answer goes.</summary>
internal sealed class CommandRun(
    CommandLineHost host,
    SharedOptions shared,
    ParseResult parsed,
    Func<string, IServiceProvider> services
) : IAsyncDisposable
{
    private IServiceProvider? _services;

    /// <summary>Where faults are logged; null before the services are there, or where nothing logs.</summary>
    public ILogger? Log => _services?.GetService<ILoggerFactory>()?.CreateLogger(typeof(CommandLine).FullName!);

    public bool IsJson => parsed.GetValue(shared.Json);

    /// <summary>The operator, as the configuration names them.</summary>
    public CurrentUser User => Service<IOptions<OperatorOptions>>().Value.User;

    public TextOutput Text { get; } = new(host.Out, host.IsOutTerminal);

    /// <summary>The snapshot and instant asked about.</summary>
    /// <exception cref="UsageException">One of the two is malformed.</exception>
    public Picture Picture => new(Snapshot, At);

    public DateTimeOffset? At => parsed.GetValue(shared.At) is { } text ? Instants.Parse(text, shared.At.Name) : null;

    /// <exception cref="UsageException">The reason is too short to be one.</exception>
    public string? UnmaskReason
    {
        get
        {
            var reason = parsed.GetValue(shared.Unmask);
            return reason is null || reason.Trim().Length >= Unmasking.ShortestReason
                ? reason
                : throw new UsageException(
                    $"The reason '{reason}' is too short.",
                    $"why real names are needed, in at least {Unmasking.ShortestReason} characters; it is kept in the activity log",
                    "who sales.orders --unmask \"case 17: notify the readers\""
                );
        }
    }

    /// <summary>The attribute that <c>--by</c> names, department where it is not given.</summary>
    public string Attribute
    {
        get
        {
            var text = parsed.GetValue(shared.By) ?? PopulationIndex.Attributes[0];
            return PopulationIndex.Attributes.Contains(text)
                ? text
                : throw new UsageException(
                    $"There are no populations by '{text}'.",
                    string.Join(", ", PopulationIndex.Attributes),
                    $"heatmap --by {PopulationIndex.Attributes[^1]}"
                );
        }
    }

    private SnapshotId? Snapshot =>
        parsed.GetValue(shared.Snapshot) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new SnapshotId(number)
        : throw new UsageException(
            $"'{text}' is not a snapshot's id.",
            "a whole number that `snapshots` lists",
            "who sales.orders --snapshot 1"
        );

    public T Service<T>()
        where T : notnull => (_services ??= Open()).GetRequiredService<T>();

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T Get<T>(Argument<T> argument)
        where T : notnull => parsed.GetRequiredValue(argument);

    /// <summary>The value of an argument that may be left out.</summary>
    public string? Find(Argument<string> argument) => parsed.GetValue(argument);

    /// <exception cref="UsageException">The text names no table.</exception>
    public TableName Table(Argument<string> argument) =>
        TableName.TryParse(Get(argument), out var name)
            ? name
            : throw new UsageException(
                $"'{Get(argument)}' is not a table's name.",
                "database and table, divided by a dot",
                "who sales.orders"
            );

    /// <summary>A whole number within bounds, both inclusive.</summary>
    public int Number(Option<string?> option, int otherwise, int min, int max) =>
        Get(option) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= min
        && number <= max
            ? number
        : throw new UsageException(
            $"{option.Name} '{text}' is not a whole number from {Figures.Count(min)} to {Figures.Count(max)}.",
            $"a whole number from {Figures.Count(min)} to {Figures.Count(max)}",
            $"generate {option.Name} {Figures.Count(otherwise)} --out estate"
        );

    /// <summary>The absolute path of a file or folder that the reader named from where they stand.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, host.CurrentFolder);

    /// <exception cref="UsageException">There is no such folder.</exception>
    public string ExistingFolder(string path, string example) =>
        Directory.Exists(FullPath(path))
            ? FullPath(path)
            : throw new UsageException($"There is no folder '{path}'.", "a folder that can be read", example);

    /// <exception cref="UsageException">There is no such file.</exception>
    public string ExistingFile(string path, string example) =>
        File.Exists(FullPath(path))
            ? FullPath(path)
            : throw new UsageException($"There is no file '{path}'.", "a file that can be read", example);

    /// <summary>A file to write; its folder must be there.</summary>
    /// <exception cref="UsageException">There is no such folder, or the path is a folder.</exception>
    public string NewFile(string path, string example)
    {
        var file = FullPath(path);
        return Directory.Exists(Path.GetDirectoryName(file)) && !Directory.Exists(file)
            ? file
            : throw new UsageException($"'{path}' cannot be written.", "a file in a folder that is there", example);
    }

    /// <summary>Runs long work under a progress bar, where somebody can see one.</summary>
    public Task<T> WorkAsync<T>(
        string stage,
        Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work,
        CancellationToken cancellationToken
    ) => TerminalProgress.RunAsync(host, stage, work, cancellationToken);

    /// <summary>Asks a question; a cold start reads the whole snapshot first, so a terminal shows that something happens.</summary>
    public Task<T> AskAsync<T>(Func<EstateQuestions, Task<T>> question, CancellationToken cancellationToken) =>
        WorkAsync("Reading the snapshot", (_, _) => question(Service<EstateQuestions>()), cancellationToken);

    /// <summary>The file that <c>--csv</c> names; null where it is not given. Asked for before the work, which would be done for nothing.</summary>
    /// <exception cref="UsageException">It cannot be written, or one JSON document is asked for too.</exception>
    public string? CsvFile
    {
        get
        {
            const string example = "--csv rows.csv";
            return Get(shared.Csv) is not { } file ? null
                : IsJson ? throw new UsageException("--json and --csv cannot go together.", "one of the two", example)
                : NewFile(file, example);
        }
    }

    /// <summary>Gives an answer as it was asked for: rows in a CSV file, one JSON document, or text.</summary>
    /// <param name="path">What <see cref="CsvFile"/> said.</param>
    public Task<int> GiveAsync<T>(
        string? path,
        T answer,
        Func<T, CsvRows> rows,
        Func<T, object> document,
        Action<TextOutput, T> print,
        CancellationToken cancellationToken
    ) =>
        path is null
            ? Task.FromResult(Show(answer, document, print))
            : SaveAsync(path, rows(answer), cancellationToken);

    /// <summary>Prints an answer as it was asked for: one JSON document, or text.</summary>
    public int Show<T>(T answer, Func<T, object> document, Action<TextOutput, T> print)
    {
        if (IsJson)
        {
            Json(document(answer));
        }
        else
        {
            print(Text, answer);
        }

        return ExitCode.Answered;
    }

    /// <summary>Writes rows to a CSV file and says how many there were.</summary>
    public async Task<int> SaveAsync(string path, CsvRows rows, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path);
        var written = await CsvOutput.WriteAsync(file, rows.Rows.Prepend(rows.Header), cancellationToken);
        Say($"Wrote {Figures.Of(written - 1, rows.Of)} to {path}.");
        return ExitCode.Answered;
    }

    public void Json(object document) => JsonOutput.Write(host.Out, document);

    /// <summary>A message for the reader, beside the answer.</summary>
    public void Say(string message) => host.Error.Write(PlainText.Of(message) + "\n");

    public async ValueTask DisposeAsync()
    {
        if (_services is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private IServiceProvider Open()
    {
        var folder = DataFolderRule.Resolve(parsed.GetValue(shared.Data), host);
        try
        {
            return services(folder);
        }
        catch (IOException fault)
        {
            throw Unusable(folder, fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw Unusable(folder, fault);
        }
    }

    private static UsageException Unusable(string folder, Exception fault) =>
        new(
            $"The data folder '{folder}' cannot be used: {fault.Message}",
            "a folder that can be written",
            "snapshots --data data"
        );
}
