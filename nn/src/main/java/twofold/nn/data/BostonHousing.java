package twofold.nn.data;

import java.nio.file.Path;
import java.util.List;
import twofold.tensor.io.DataException;

/**
 * What houses cost in the 506 census tracts of Boston in 1970, and 13 properties of each tract.
 *
 * <p>Kept because so much has been published on it. One of the properties, B, is made of the part
 * of black inhabitants, on the assumption that prices depend on it: that is a reason to read about
 * this data set, and none to build on it. [Harrison and Rubinfeld, Hedonic prices and the demand
 * for clean air, 1978; on B: Carlisle, Racist data destruction?, 2019]
 *
 * @param properties a row for each tract
 * @param prices the median value of owner-occupied homes in thousands of dollars
 */
public record BostonHousing(Table properties, double[] prices) {
  private static final String TARGET = "MEDV";

  private static final List<String> COLUMNS =
      List.of(
          "CRIM", "ZN", "INDUS", "CHAS", "NOX", "RM", "AGE", "DIS", "RAD", "TAX", "PTRATIO", "B",
          "LSTAT", TARGET);

  /**
   * Reads {@code boston_house_prices.csv} from {@code folder/boston-housing}, or from the folder
   * itself if there is no such.
   *
   * @throws DataException if the file is missing or unsound, or has other columns
   */
  public static BostonHousing read(Path folder) {
    Path file =
        DataFiles.find(DataFiles.place(folder, "boston-housing"), "boston_house_prices.csv");
    Table table = Table.readCounted(file);
    if (!table.columns().equals(COLUMNS)) {
      throw new DataException(
          file + DataFiles.beginning(" must have columns " + COLUMNS + ", got " + table.columns()));
    }
    return new BostonHousing(table.without(TARGET), table.column(TARGET));
  }
}
