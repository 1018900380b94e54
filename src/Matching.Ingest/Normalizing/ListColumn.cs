namespace Matching.Ingest.Normalizing;

/// <summary>What a column of a list holds, whatever its header says. Names in <c>Data/header-synonyms.csv</c> are these, in kebab case.</summary>
public enum ListColumn
{
    /// <summary>A header nobody told us about; its cells are kept beside the record under the printed header.</summary>
    Unknown = 0,

    /// <summary>Data of natural persons; never kept.</summary>
    Personal,
    Sequence,
    FirmName,
    FormerName,
    NewName,
    ShortName,
    Uscc,
    Region,
    Province,
    City,
    Address,
    Year,
    Batch,
    EventDate,
    Title,
    ParentTitle,
    Number,
    ApplicationNumber,
    Kind,
    Grade,
    Level,
    Units,

    /// <summary>主要完成人和单位 in one cell: the units are kept, the people are not.</summary>
    MixedUnits,

    /// <summary>工作单位 of the n-th person; the group number is in <see cref="Shape.ColumnMapping.Group"/>.</summary>
    PersonUnit,

    /// <summary>完成项目时所在单位 of the n-th person; goes before <see cref="PersonUnit"/>.</summary>
    PersonUnitThen,
    Nominator,
    Document,
    Office,
    LeadUnit,
    CooperatingUnit,
    SmeNumber,
    SmeState,
    CertificateNumber,
    Field,
    Change,
    Money,
    Period,
    State,
    Fund,
    FundUscc,
    InvestState,
    Round,
    InvestAmount,
    InvestDate,
    ExitDate,
    Investor,
    Capital,
    RegisteredOn,
    BusinessScope,
    Bank,
    OutcomeKind,
    OutcomeAmount,

    /// <summary>授信金额; goes before <see cref="OutcomeAmount"/> where the bank approved.</summary>
    ApprovedAmount,

    /// <summary>放款金额; goes before <see cref="OutcomeAmount"/> where money was drawn.</summary>
    DrawnAmount,
    Rate,
    Term,
    RefusalReason,
    PushDate,
    ValidUntil,

    /// <summary>Why the row was returned when it was first sent; for people, not kept beside the record.</summary>
    ReturnReason,

    /// <summary>Number of the returned row that this one corrects, as the file of returned rows prints it.</summary>
    ReturnedRow,
}
