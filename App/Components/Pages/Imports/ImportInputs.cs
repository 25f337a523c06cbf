using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Hive;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>What is typed about a folder.</summary>
public sealed class FolderInput
{
    public string? Path { get; set; }

    /// <summary>Empty for now.</summary>
    public string? At { get; set; }

    /// <summary>Null to go by the files.</summary>
    public Authorizer? Authorizer { get; set; }

    /// <summary>The time zone of audit logs that name none, as <c>Europe/Berlin</c>; empty for UTC.</summary>
    public string? AuditZone { get; set; }

    /// <summary>Tables, views and grants come from the metastore of the other form, everything else from the folder.</summary>
    public bool WithMetastore { get; set; }
}

/// <summary>What is typed about a metastore. Lives with the page; the password no longer than until an import has begun.</summary>
public sealed class MetastoreInput
{
    public string? Host { get; set; }

    public string? Port { get; set; } = "5432";

    public string? Database { get; set; }

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Goes before the other fields where it is not empty.</summary>
    public string? ConnectionText { get; set; }

    /// <summary>Null to go by what the metastore says.</summary>
    public Authorizer? Authorizer { get; set; }

    /// <exception cref="FormatException">Something is missing or malformed; nothing secret is quoted.</exception>
    public MetastoreConnection Read() =>
        !string.IsNullOrWhiteSpace(ConnectionText)
            ? MetastoreConnection.Parse(ConnectionText)
            : MetastoreConnection.Of(
                Host ?? "",
                int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0,
                Database ?? "",
                User ?? "",
                Password
            );

    public void ForgetSecrets() => (Password, ConnectionText) = (null, null);
}
