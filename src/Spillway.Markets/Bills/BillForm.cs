namespace Spillway.Markets.Bills;

/// <summary>How the file of a bill is written.</summary>
public enum BillForm
{
    /// <summary>Text with a header line; separator and number format as the mapping says.</summary>
    Csv = 0,

    /// <summary>A sheet of a workbook.</summary>
    Xlsx = 1,

    /// <summary>ERCOT's statement of one operating day, as its schema of 2010 (snb/Statements.xsd) has it.</summary>
    ErcotStatement = 2,
}
