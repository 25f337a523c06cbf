using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace GovernanceDashboard.Import.Hive;

/// <summary>
/// Where a Hive metastore's PostgreSQL database is and who asks it. Holds the password and shows it to nobody: <see cref="ToString"/>
/// names the server alone.
/// </summary>
public sealed partial class MetastoreConnection
{
    /// <summary>What a connection has to look like, for refusals and help.</summary>
    public const string Expected =
        "Host=…;Port=5432;Database=…;Username=… as Npgsql writes it, or postgresql://user@host:5432/database";

    private const int StandardPort = 5432;
    private const int KeepAliveSeconds = 30;
    private const int LongestStatementSeconds = 600;
    private const int GraceSeconds = 15;

    private readonly NpgsqlConnectionStringBuilder _settings;

    private MetastoreConnection(NpgsqlConnectionStringBuilder settings)
    {
        StatementTimeout = TimeSpan.FromSeconds(
            settings.ContainsKey("Command Timeout") ? settings.CommandTimeout : LongestStatementSeconds
        );
        settings.ApplicationName ??= "governance-dashboard";
        settings.ClientEncoding = "UTF8";
        // One connection, used once: nothing of it stays open in a pool, and no fault's text quotes a row.
        settings.Pooling = false;
        settings.Enlist = false;
        settings.Multiplexing = false;
        settings.IncludeErrorDetail = false;
        settings.LogParameters = false;
        settings.PersistSecurityInfo = false;
        // A server that vanishes without a word is noticed by the network; one that works too long says so itself, before we give up.
        settings.TcpKeepAlive = settings.Host is not ['/' or '@', ..]; // a local socket knows none
        settings.TcpKeepAliveTime = settings.TcpKeepAlive ? KeepAliveSeconds : 0;
        settings.CommandTimeout =
            StatementTimeout == TimeSpan.Zero ? 0 : (int)StatementTimeout.TotalSeconds + GraceSeconds;
        _settings = settings;
        Server = string.Create(CultureInfo.InvariantCulture, $"{settings.Host}:{settings.Port}/{settings.Database}");
    }

    /// <summary>Host, port and database, as pages, reports and the activity log name them.</summary>
    public string Server { get; }

    /// <summary>True where the password stands in the connection itself and not in the environment or a password file.</summary>
    public bool HoldsPassword => !string.IsNullOrEmpty(_settings.Password);

    /// <summary>How long the database may work on one statement: <c>Command Timeout</c>, 10 minutes where it is not given; zero for ever.</summary>
    internal TimeSpan StatementTimeout { get; }

    /// <param name="text">Npgsql's <c>Key=value;…</c>, or a <c>postgresql://</c> or <c>jdbc:postgresql://</c> address.</param>
    /// <exception cref="FormatException">It cannot be read; the message quotes nothing of it.</exception>
    public static MetastoreConnection Parse(string text)
    {
        var trimmed = text.Trim();
        var settings = AddressPattern().Match(trimmed) is { Success: true } address
            ? OfAddress(trimmed[address.Length..])
            : OfKeys(trimmed);
        return new(Checked(settings));
    }

    /// <param name="password">Null or empty where the server asks for none, or the environment has it (<c>PGPASSWORD</c>, <c>PGPASSFILE</c>).</param>
    /// <exception cref="FormatException">Something that is needed is empty, or the port is none.</exception>
    public static MetastoreConnection Of(string host, int port, string database, string user, string? password) =>
        new(
            Checked(
                new NpgsqlConnectionStringBuilder
                {
                    Host = host.Trim(),
                    Port = port is > 0 and <= ushort.MaxValue
                        ? port
                        : throw new FormatException("The port is not between 1 and 65535."),
                    Database = database.Trim(),
                    Username = user.Trim().Length > 0 ? user.Trim() : throw new FormatException("The user is missing."),
                    Password = string.IsNullOrEmpty(password) ? null : password,
                }
            )
        );

    /// <summary>The text with every password in it replaced, for messages that quote what somebody typed.</summary>
    public static string Mask(string text) => PasswordPattern().Replace(text, "${before}***");

    /// <inheritdoc />
    public override string ToString() => Server;

    /// <summary>A closed connection of its own.</summary>
    internal NpgsqlConnection Create() => new(_settings.ConnectionString);

    private static NpgsqlConnectionStringBuilder OfKeys(string text)
    {
        try
        {
            return new(text);
        }
        // What the driver says of it may quote a piece of a password.
        catch (ArgumentException)
        {
            throw Unreadable();
        }
        catch (FormatException)
        {
            throw Unreadable();
        }
    }

    private static NpgsqlConnectionStringBuilder OfAddress(string rest)
    {
        if (!Uri.TryCreate("postgresql://" + rest, UriKind.Absolute, out var address))
        {
            throw Unreadable();
        }

        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.Host,
            Port = address.IsDefaultPort || address.Port <= 0 ? StandardPort : address.Port,
            Database = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/')),
        };
        var user = address.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            settings.Username = Uri.UnescapeDataString(user[0]);
            settings.Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
        }

        foreach (var part in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            var value = pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : "";
            switch (pair[0].ToLowerInvariant())
            {
                case "user":
                    settings.Username = value;
                    break;
                case "password":
                    settings.Password = value;
                    break;
                case "sslmode"
                    when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), true, out var mode):
                    settings.SslMode = mode;
                    break;
                default: // passed over, it might be what keeps the connection safe
                    throw new FormatException(
                        "The address has a parameter other than user, password and sslmode. Write it as Npgsql does: Host=…;Database=…."
                    );
            }
        }

        return settings;
    }

    private static NpgsqlConnectionStringBuilder Checked(NpgsqlConnectionStringBuilder settings) =>
        string.IsNullOrWhiteSpace(settings.Host) ? throw new FormatException("The connection names no host.")
        : string.IsNullOrWhiteSpace(settings.Database) ? throw new FormatException("The connection names no database.")
        : settings;

    private static FormatException Unreadable() => new($"The connection cannot be read. Expected: {Expected}.");

    [GeneratedRegex("^(jdbc:)?postgres(ql)?://", RegexOptions.IgnoreCase)]
    private static partial Regex AddressPattern();

    [GeneratedRegex(
        """(?<before>\b(password|pwd|passwd|psw)\s*=\s*)("[^"]*"|'[^']*'|[^;&\s]+)|(?<before>://[^/@\s:]*:)[^@\s]+(?=@)""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex PasswordPattern();
}
